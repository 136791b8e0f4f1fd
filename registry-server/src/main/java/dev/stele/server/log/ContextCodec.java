package dev.stele.server.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.ContextAdded;
import dev.stele.server.domain.Event.ContextRemoved;
import java.util.Optional;

/** {@code CONTEXT}: a context other than the default one exists. */
final class ContextCodec implements RecordCodec {
  @Override
  public String keytype() {
    return "CONTEXT";
  }

  @Override
  public Optional<JsonRecord> encode(Event event) {
    if (event instanceof ContextAdded added) {
      ObjectNode value = Json.object().put("tenant", Tenant.DEFAULT);
      Json.put(value, "context", added.context());
      return Optional.of(new JsonRecord(topic(), key(added.context()), value));
    }
    if (event instanceof ContextRemoved removed) {
      return Optional.of(new JsonRecord(topic(), key(removed.context()), null));
    }
    return Optional.empty();
  }

  private ObjectNode key(String context) {
    ObjectNode key = Json.object().put("keytype", keytype()).put("tenant", Tenant.DEFAULT);
    Json.put(key, "context", context);
    return key.put("magic", 0);
  }

  @Override
  public Optional<Event> decode(JsonRecord json) {
    Tenant.check(json.key());
    String context = Json.text(json.key(), "context");
    return Optional.of(
        json.value() == null ? new ContextRemoved(context) : new ContextAdded(context));
  }
}
