package dev.stele.serde.internal.rules;

import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sorts out rules that nothing executes and that let messages pass nevertheless, and says so once
 * for each schema. Thread-safe.
 */
final class UnexecutedRules {
  private static final Logger LOG = LoggerFactory.getLogger(UnexecutedRules.class);
  private static final int REMEMBERED = 1000;

  private final BoundedCache<Said, Boolean> said = new BoundedCache<>(REMEMBERED);

  /** The others, in their order. */
  List<RuleStep> without(List<RuleStep> steps) {
    List<RuleStep> executed = new ArrayList<>();
    List<RuleStep> passed = new ArrayList<>();
    steps.forEach(step -> (step.passesUnexecuted() ? passed : executed).add(step));
    passed.stream()
        .collect(Collectors.groupingBy(step -> step.scope().schema()))
        .forEach(this::warn);
    return executed;
  }

  private void warn(RegisteredSchema schema, List<RuleStep> steps) {
    Place place = steps.get(0).scope().place();
    String id = schema.id() < 0 ? place.schema() : "id " + schema.id();
    String rules =
        steps.stream()
            .map(step -> step.rule().name() + " of type " + step.rule().type())
            .collect(Collectors.joining(", "));
    Said warning = new Said(place.subject(), id, rules);
    if (said.get(warning) != null) {
      return;
    }
    said.put(warning, true);
    LOG.warn(
        "Nothing executes these rules of subject {}, schema {}, and messages pass, since their"
            + " onFailure is NONE: {}",
        place.subject(),
        id,
        rules);
  }

  private record Said(String subject, String schema, String rules) {}
}
