package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.CounterSet;
import java.util.Optional;

/**
 * {@code COUNTER}: the highest id ever given out in a context. Key {@code
 * {"keytype":"COUNTER","context":c}}, value {@code {"context":c,"highestId":n}}.
 */
final class CounterCodec implements RecordCodec {
  @Override
  public String keytype() {
    return "COUNTER";
  }

  @Override
  public LogTopic topic() {
    return LogTopic.OWN;
  }

  @Override
  public Optional<JsonRecord> encode(Event event) {
    if (!(event instanceof CounterSet counter)) {
      return Optional.empty();
    }
    ObjectNode key = Json.object().put("keytype", keytype());
    Json.put(key, "context", counter.context());
    ObjectNode value = Json.object();
    Json.put(value, "context", counter.context());
    value.put("highestId", counter.highestId());
    return Optional.of(new JsonRecord(topic(), key, value));
  }

  @Override
  public Optional<Event> decode(JsonRecord json) {
    JsonNode value = json.value();
    return value == null
        ? Optional.empty()
        : Optional.of(
            new CounterSet(Json.text(json.key(), "context"), Json.integer(value, "highestId")));
  }
}
