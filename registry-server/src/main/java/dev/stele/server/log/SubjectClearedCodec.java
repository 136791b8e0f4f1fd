package dev.stele.server.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.SubjectCleared;
import java.util.Optional;

/** {@code CLEAR_SUBJECT}: the softly deleted versions of a subject or a context were erased. */
final class SubjectClearedCodec implements RecordCodec {
  @Override
  public String keytype() {
    return "CLEAR_SUBJECT";
  }

  @Override
  public Optional<JsonRecord> encode(Event event) {
    if (!(event instanceof SubjectCleared cleared)) {
      return Optional.empty();
    }
    ObjectNode value = Json.object();
    Json.put(value, "subject", cleared.subject().qualified());
    return Optional.of(
        new JsonRecord(topic(), SubjectKey.write(keytype(), cleared.subject()), value));
  }

  @Override
  public Optional<Event> decode(JsonRecord json) {
    return json.value() == null
        ? Optional.empty()
        : Optional.of(new SubjectCleared(SubjectKey.read(json.key())));
  }
}
