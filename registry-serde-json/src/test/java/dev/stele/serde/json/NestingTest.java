package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.fixture.FakeRegistry;
import dev.stele.serde.internal.messages.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data nested too deep ends in an exception, which a consumer's thread survives. */
@Timeout(60)
final class NestingTest {
  private static final int DEPTH = 100_000;

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private Map<String, Object> settings(boolean validated) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", registry.url());
    settings.put("json.fail.invalid.schema", validated);
    return settings;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void message_isRefused(boolean validated) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("schema", "{\"items\":{\"$ref\":\"#\"}}").put("schemaType", "JSON");
    byte[] payload = "[".repeat(DEPTH).getBytes(StandardCharsets.UTF_8);
    byte[] message = WireFormat.prefix(registry.put("t-value", schema), payload);
    for (Class<?> type : List.of(Object.class, JsonNode.class, List.class)) {
      Map<String, Object> settings = settings(validated);
      settings.put("json.value.type", type);
      JsonSchemaDeserializer<Object> deserializer = new JsonSchemaDeserializer<>();
      deserializer.configure(settings, false);
      assertThatThrownBy(() -> deserializer.deserialize("t", message))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("topic t, subject t-value, schema id 1")
          .hasMessageContaining("depth");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void object_isRefused(boolean validated) {
    List<Object> list = new ArrayList<>();
    JsonNode tree = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < DEPTH; i++) {
      list = new ArrayList<>(List.<Object>of(list));
      tree = JsonNodeFactory.instance.objectNode().set("n", tree);
    }
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    JsonSchemaSerializer<Object> serializer = new JsonSchemaSerializer<>();
    serializer.configure(settings(validated), false);
    for (Object deep : new Object[] {Map.of("n", list), tree, Map.of("n", itself)}) {
      assertThatThrownBy(() -> serializer.serialize("t", deep))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("subject t-value")
          .hasMessageContaining("depth");
    }
  }
}
