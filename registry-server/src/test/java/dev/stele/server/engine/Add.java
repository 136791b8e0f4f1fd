package dev.stele.server.engine;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format.Strictness;
import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.domain.Verdicts.Parsed;
import dev.stele.server.domain.Verdicts.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * A command for tests: adds a text to a subject under so many new ids, whatever is there, after
 * comparing it with the latest. Replies the first id.
 */
public record Add(Subject subject, String text, int copies) implements Command<Integer> {
  public static Add of(String text) {
    return new Add(Subject.of("lines"), text, 1);
  }

  @Override
  public Decision<Integer> decide(State state, Verdicts verdicts) {
    Parsed parsed = verdicts.parse(LineFormat.source(text), new Reading(Strictness.NEW, false));
    if (parsed instanceof Parsed.Invalid invalid) {
      return new Decision.Rejected<>(
          new RegistryError(RegistryError.Kind.SCHEMA_INVALID, invalid.message()));
    }
    List<SchemaVersion> versions = state.versions(subject);
    if (!versions.isEmpty()) {
      String latest = versions.get(versions.size() - 1).content().text();
      verdicts.incompatibilities(
          LineFormat.source(text), LineFormat.source(latest), CompatibilityPolicy.STRICT);
    }
    int id = state.highestId(subject.context());
    int version = versions.isEmpty() ? 0 : versions.get(versions.size() - 1).version();
    List<Event> events = new ArrayList<>();
    for (int copy = 1; copy <= copies; copy++) {
      String copied = copies == 1 ? text : text + "/" + copy;
      SchemaContent content = SchemaContent.of(LineFormat.LINE, copied);
      events.add(new SchemaWritten(subject, version + copy, id + copy, content, false));
    }
    return new Decision.Accepted<>(events, id + 1);
  }

  @Override
  public Integer reply(State before, List<Event> events, Verdicts verdicts) {
    return ((SchemaWritten) events.get(0)).id();
  }
}
