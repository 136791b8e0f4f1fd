package dev.stele.server.view;

import dev.stele.server.log.CommandId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link Materializer} has to say after a poll.
 *
 * @param outcomes of watched commands whose last record came since the last publication
 * @param quarantined how many records were set aside; the snapshot lists the first of them
 * @param clashes ids that stand for two different texts, each as a sentence for people
 */
record Publication(
    Snapshot snapshot, Map<CommandId, Outcome> outcomes, long quarantined, List<String> clashes) {
  Publication {
    outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes)); // in the log's order
    clashes = List.copyOf(clashes);
  }
}
