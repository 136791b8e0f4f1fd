package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.ModeRemoved;
import dev.stele.server.domain.Event.ModeSet;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.Subject;
import java.util.Optional;

/** {@code MODE}: the mode of a subject, a context or (without subject) the registry. */
final class ModeCodec implements RecordCodec {
  @Override
  public String keytype() {
    return "MODE";
  }

  @Override
  public Optional<JsonRecord> encode(Event event) {
    if (event instanceof ModeSet set) {
      ObjectNode value = Json.object();
      Json.put(value, "subject", set.scope().qualified());
      Json.put(value, "mode", set.mode());
      return Optional.of(new JsonRecord(topic(), SubjectKey.write(keytype(), set.scope()), value));
    }
    if (event instanceof ModeRemoved removed) {
      return Optional.of(
          new JsonRecord(topic(), SubjectKey.write(keytype(), removed.scope()), null));
    }
    return Optional.empty();
  }

  @Override
  public Optional<Event> decode(JsonRecord json) {
    Subject scope = SubjectKey.read(json.key());
    JsonNode value = json.value();
    if (value == null) {
      return Optional.of(new ModeRemoved(scope));
    }
    Mode mode = Json.optionalConstant(value, "mode", Mode.class);
    if (mode == null) {
      throw new CorruptRecordException("mode is missing");
    }
    return Optional.of(new ModeSet(scope, mode));
  }
}
