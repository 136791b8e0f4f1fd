package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.SteleDeserializer;
import dev.stele.serde.avro.AvroSerializer;
import dev.stele.serde.fixture.FakeRegistry;
import dev.stele.serde.rules.RuleContext;
import dev.stele.serde.rules.RuleExecutor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules, validation and the deserializer of all formats around JSON. */
@Timeout(120)
final class JsonRulesTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  /** Puts the text into the member "card" of a map or tree. */
  private record Card(String text) implements RuleExecutor {
    @Override
    public String type() {
      return "CARD";
    }

    @Override
    public Object execute(RuleContext context, Object message) {
      if (message instanceof ObjectNode node) {
        return node.deepCopy().put("card", text);
      }
      Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) message);
      copy.put("card", text);
      return copy;
    }
  }

  private void register(String mode) {
    ObjectNode schema =
        JSON.createObjectNode()
            .put("schemaType", "JSON")
            .put("schema", "{\"properties\":{\"card\":{\"maxLength\":4}}}");
    schema
        .putObject("ruleSet")
        .putArray("domainRules")
        .addObject()
        .put("name", "card")
        .put("kind", "TRANSFORM")
        .put("type", "CARD")
        .put("mode", mode);
    registry.put("t-value", schema);
  }

  private Map<String, Object> settings(String text, boolean before) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", registry.url());
    settings.put("auto.register.schemas", false);
    settings.put("use.latest.version", true);
    settings.put("latest.compatibility.strict", false);
    settings.put("rule.executors", "given");
    settings.put("rule.executors.given.class", new Card(text));
    settings.put("json.fail.invalid.schema", true);
    settings.put("json.validate.before.domain.rules", before);
    return settings;
  }

  private String written(String card, String byRule, boolean before) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.putObject("schema");
    envelope.putObject("payload").put("card", card);
    JsonSchemaSerializer<Object> serializer = new JsonSchemaSerializer<>();
    serializer.configure(settings(byRule, before), false);
    byte[] message = Objects.requireNonNull(serializer.serialize("t", envelope));
    return new String(message, 5, message.length - 5, StandardCharsets.UTF_8);
  }

  @Test
  void rules_seeTheDataOfAnEnvelope_andValidationWhatTheyGive() {
    register("WRITE");
    assertThat(written("too long", "ok", false)).isEqualTo("{\"card\":\"ok\"}");
    assertThatThrownBy(() -> written("ok", "too long", false))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("/card: ");
  }

  @Test
  void validationBeforeRules_leavesAloneWhatTheyGive() {
    register("WRITE");
    assertThat(written("ok", "too long", true)).isEqualTo("{\"card\":\"too long\"}");
    assertThatThrownBy(() -> written("too long", "ok", true))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("/card: ");
  }

  private Object read(String card, String byRule, boolean before) {
    JsonSchemaDeserializer<Object> deserializer = new JsonSchemaDeserializer<>();
    deserializer.configure(settings(byRule, before), false);
    byte[] json = ("\0\0\0\0\1{\"card\":\"" + card + "\"}").getBytes(StandardCharsets.UTF_8);
    return Objects.requireNonNull(deserializer.deserialize("t", json));
  }

  @Test
  void onReading_validationIsOfWhatRulesGive_unlessItComesBefore() {
    register("READ");
    assertThat(read("too long", "ok", false)).isEqualTo(Map.of("card", "ok"));
    assertThatThrownBy(() -> read("ok", "too long", false)).hasMessageContaining("/card: ");
    assertThat(read("ok", "too long", true)).isEqualTo(Map.of("card", "too long"));
    assertThatThrownBy(() -> read("too long", "ok", true)).hasMessageContaining("/card: ");
  }

  @Test
  void deserializerOfAllFormats_readsJsonAndAvro() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", registry.url());
    settings.put("json.value.type", JsonNode.class);
    byte[] json =
        JsonSchemaSerializer.builder()
            .registry(registry.url())
            .forValues()
            .serialize("json", new LinkedHashMap<>(Map.of("a", 1)));
    byte[] avro =
        AvroSerializer.builder().registry(registry.url()).forValues().serialize("avro", "text");
    try (SteleDeserializer deserializer = new SteleDeserializer()) {
      deserializer.configure(settings, false);
      assertThat(deserializer.deserialize("json", json)).hasToString("{\"a\":1}");
      assertThat(deserializer.deserialize("avro", avro)).isEqualTo("text");
    }
  }
}
