package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.serde.fixture.FakeRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** A registry whose schema is none. */
final class UnusableSchemaTest {
  @Test
  void schemaThatIsNotJson_isToldAsSuch() {
    try (FakeRegistry registry = new FakeRegistry();
        JsonSchemaDeserializer<Object> deserializer = new JsonSchemaDeserializer<>()) {
      int id =
          registry.put(
              "t-value",
              JsonNodeFactory.instance.objectNode().put("schemaType", "JSON").put("schema", "}{"));
      deserializer.configure(Map.of("schema.registry.url", registry.url()), false);
      byte[] payload = "{}".getBytes(StandardCharsets.UTF_8);
      byte[] message = ByteBuffer.allocate(7).put((byte) 0).putInt(id).put(payload).array();
      assertThatThrownBy(() -> deserializer.deserialize("t", message))
          .isInstanceOf(SerializationException.class)
          .hasMessageStartingWith(
              "Cannot deserialize the value from topic t, subject t-value, schema id "
                  + id
                  + ": the registered schema cannot be used: ");
    }
  }
}
