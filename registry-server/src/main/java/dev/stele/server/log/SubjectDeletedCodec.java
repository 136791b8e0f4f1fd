package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.SubjectDeleted;
import dev.stele.server.domain.Subject;
import java.util.Optional;

/** {@code DELETE_SUBJECT}: a subject's versions up to one are softly deleted. */
final class SubjectDeletedCodec implements RecordCodec {
  @Override
  public String keytype() {
    return "DELETE_SUBJECT";
  }

  @Override
  public Optional<JsonRecord> encode(Event event) {
    if (!(event instanceof SubjectDeleted deleted)) {
      return Optional.empty();
    }
    ObjectNode value = Json.object();
    Json.put(value, "subject", deleted.subject().qualified());
    value.put("version", deleted.version());
    return Optional.of(
        new JsonRecord(topic(), SubjectKey.write(keytype(), deleted.subject()), value));
  }

  @Override
  public Optional<Event> decode(JsonRecord json) {
    Subject subject = SubjectKey.read(json.key());
    JsonNode value = json.value();
    return value == null
        ? Optional.empty()
        : Optional.of(new SubjectDeleted(subject, Json.integer(value, "version")));
  }
}
