package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.fixture.FakeRegistry;
import io.confluent.kafka.schemaregistry.annotations.Schema;
import io.confluent.kafka.schemaregistry.annotations.SchemaReference;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class JsonSchemaSerializerTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  record Order(String id, int amount) {}

  record Dated(
      Instant at, LocalDate on, Optional<String> note, BigDecimal exact, @Nullable String none) {}

  @JsonSchemaText(
      value = "{ \"title\": \"Bill\", \"properties\": {\"to\": {\"$ref\": \"order.json\"}} }",
      references = @JsonSchemaText.Reference(name = "order.json", subject = "orders", version = 1))
  record Bill(Map<String, String> to) {}

  @Schema(
      value = "{\"title\": \"Migrating\", \"$ref\": \"order.json\"}",
      refs = @SchemaReference(name = "order.json", subject = "orders", version = 1))
  record Migrating(int a) {}

  static class Chain {
    public @Nullable Object next;
  }

  private JsonSchemaSerializer<Object> serializer(Map<String, ?> settings) {
    JsonSchemaSerializer<Object> serializer = new JsonSchemaSerializer<>();
    Map<String, Object> all = new HashMap<>(settings);
    all.put("schema.registry.url", registry.url());
    serializer.configure(all, false);
    return serializer;
  }

  private String written(Map<String, ?> settings, Object value) {
    byte[] message = Objects.requireNonNull(serializer(settings).serialize("t", value));
    return new String(message, 5, message.length - 5, StandardCharsets.UTF_8);
  }

  private SchemaDefinition registered(String subject) {
    return RegistryClient.of(registry.url()).latest(subject).schema();
  }

  private static ObjectNode envelope(String schema, String payload) throws Exception {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("schema", JSON.readTree(schema));
    envelope.set("payload", JSON.readTree(payload));
    return envelope;
  }

  @Test
  void record_isWrittenWithTheSchemaOfItsClass() throws Exception {
    assertThat(written(Map.of(), new Order("a", 3))).isEqualTo("{\"id\":\"a\",\"amount\":3}");
    assertThat(registered("t-value").type()).isEqualTo(SchemaType.JSON);
    assertThat(JSON.readTree(registered("t-value").text()).get("title").asText())
        .isEqualTo("Order");
  }

  @Test
  void null_isNull_withoutAsking() {
    assertThat(serializer(Map.of()).serialize("t", null)).isNull();
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void plainValues_areWritten() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", List.of(1, 2.5, true));
    map.put("a", null);
    assertThat(written(Map.of(), map)).isEqualTo("{\"b\":[1,2.5,true],\"a\":null}");
    assertThat(written(Map.of(), new ArrayList<>(List.of("x")))).isEqualTo("[\"x\"]");
    assertThat(written(Map.of(), "text")).isEqualTo("\"text\"");
    assertThat(written(Map.of(), 12L)).isEqualTo("12");
    assertThat(written(Map.of(), new BigDecimal("1.10"))).isEqualTo("1.10");
    assertThat(written(Map.of(), false)).isEqualTo("false");
    assertThat(written(Map.of(), NullNode.getInstance())).isEqualTo("null");
  }

  @Test
  void javaTimeAndOptional_areWrittenAsTheSettingsSay() {
    Dated dated =
        new Dated(
            Instant.parse("2026-01-02T03:04:05.5Z"),
            LocalDate.of(2026, 1, 2),
            Optional.of("n"),
            new BigDecimal("0.10"),
            null);
    assertThat(written(Map.of(), dated))
        .isEqualTo(
            "{\"at\":1767323045.500000000,\"on\":[2026,1,2],\"note\":\"n\",\"exact\":0.10,"
                + "\"none\":null}");
    assertThat(
            written(
                Map.of(
                    "json.write.dates.iso8601",
                    true,
                    "json.default.property.inclusion",
                    "non_null"),
                dated))
        .isEqualTo(
            "{\"at\":\"2026-01-02T03:04:05.500Z\",\"on\":\"2026-01-02\",\"note\":\"n\","
                + "\"exact\":0.10}");
  }

  @Test
  void indented_isInLines() {
    assertThat(written(Map.of("json.indent.output", true), new Order("a", 1)))
        .isEqualTo("{\n  \"id\" : \"a\",\n  \"amount\" : 1\n}");
  }

  @Test
  void annotatedClass_hasTheSchemaItSays() throws Exception {
    registry.put("orders", JSON.createObjectNode().put("schema", "{}").put("schemaType", "JSON"));
    serializer(Map.of("json.fail.invalid.schema", true)).serialize("t", new Bill(Map.of()));
    SchemaDefinition stored = registered("t-value");
    assertThat(stored.text())
        .isEqualTo("{\"title\":\"Bill\",\"properties\":{\"to\":{\"$ref\":\"order.json\"}}}");
    assertThat(stored.references()).containsExactly(new Reference("order.json", "orders", 1));
  }

  @Test
  void classWithTheReferencesAnnotation_hasTheSchemaItSays() throws Exception {
    registry.put("orders", JSON.createObjectNode().put("schema", "{}").put("schemaType", "JSON"));
    serializer(Map.of()).serialize("t", new Migrating(1));
    SchemaDefinition stored = registered("t-value");
    assertThat(stored.text()).isEqualTo("{\"title\":\"Migrating\",\"$ref\":\"order.json\"}");
    assertThat(stored.references()).containsExactly(new Reference("order.json", "orders", 1));
  }

  @Test
  void valueWithItsSchema_isWrittenWithIt() throws Exception {
    SchemaDefinition schema =
        new SchemaDefinition(
            SchemaType.JSON, "{ \"title\": \"Given\" }", List.of(new Reference("r", "orders", 1)));
    registry.put("orders", "{}");
    assertThat(written(Map.of(), new JsonSchemaValue(schema, Map.of("a", 1))))
        .isEqualTo("{\"a\":1}");
    assertThat(registered("t-value").text()).isEqualTo("{\"title\":\"Given\"}");
    assertThat(written(Map.of(), new JsonSchemaValue(JsonSchemaValue.schema("true"), null)))
        .isEqualTo("null");
  }

  @Test
  void envelope_bringsItsSchema_unlessThatIsSwitchedOff() throws Exception {
    ObjectNode envelope = envelope("{\"title\": \"E\"}", "{\"a\": 1}");
    assertThat(written(Map.of(), envelope)).isEqualTo("{\"a\":1}");
    assertThat(registered("t-value").text()).isEqualTo("{\"title\":\"E\"}");
    assertThat(written(Map.of("json.envelope.detection", false), envelope))
        .isEqualTo(envelope.toString());
  }

  @Test
  void objectWithASchemaButNoPayload_isNoEnvelope() throws Exception {
    JsonNode node = JSON.readTree("{\"schema\": \"public\", \"table\": \"orders\"}");
    assertThat(written(Map.of(), node)).isEqualTo(node.toString());
  }

  @Test
  void envelope_thatSaysItsSchemaWrong_isRefused() throws Exception {
    JsonSchemaSerializer<Object> serializer = serializer(Map.of());
    assertThatThrownBy(() -> serializer.serialize("t", envelope("\"text\"", "1")))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic t")
        .hasMessageContaining("schema");
    ObjectNode envelope = envelope("{}", "1");
    envelope.putArray("references").addObject().put("name", "x");
    assertThatThrownBy(() -> serializer.serialize("t", envelope))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("subject and version");
  }

  @Test
  void secondMessage_asksNobody() throws Exception {
    JsonSchemaSerializer<Object> serializer = serializer(Map.of("json.fail.invalid.schema", true));
    serializer.serialize("t", new Order("a", 1));
    serializer.serialize("t", envelope("{}", "1"));
    serializer.serialize("t", new JsonSchemaValue(JsonSchemaValue.schema("{}"), 1));
    int asked = registry.requests().size();
    serializer.serialize("t", new Order("b", 2));
    serializer.serialize("t", envelope("{}", "2"));
    serializer.serialize("t", new JsonSchemaValue(JsonSchemaValue.schema("{}"), 2));
    assertThat(registry.requests()).hasSize(asked);
  }

  @Test
  void thousandSchemas_areAllWritten_andFewRemembered() throws Exception {
    JsonSchemaSerializer<Object> serializer =
        serializer(Map.of("json.fail.invalid.schema", true, "max.schemas.per.subject", 10));
    for (int i = 0; i < 1_000; i++) {
      byte[] message =
          serializer.serialize("t", envelope("{\"title\":\"s" + i + "\"}", "{\"a\":" + i + "}"));
      assertThat(message).endsWith(("{\"a\":" + i + "}").getBytes(StandardCharsets.UTF_8));
    }
    registry.requests().clear();
    serializer.serialize("t", envelope("{\"title\":\"s0\"}", "{\"a\":0}"));
    assertThat(registry.requests()).isNotEmpty();
  }

  @Test
  void invalidMessage_isRefusedWithPlaceAndValue() throws Exception {
    JsonSchemaSerializer<Object> serializer = serializer(Map.of("json.fail.invalid.schema", true));
    String schema = "{\"properties\":{\"a\":{\"type\":\"integer\"}}}";
    assertThatThrownBy(() -> serializer.serialize("t", envelope(schema, "{\"a\":\"x\"}")))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic t")
        .hasMessageContaining("t-value")
        .hasMessageContaining("id 1")
        .hasMessageContaining("/a: ")
        .hasMessageContaining("found \"x\"");
    assertThat(serializer.serialize("t", envelope(schema, "{\"a\":1}"))).isNotNull();
    // The buffer of the refused message is not in the next one.
    assertThat(written(Map.of(), envelope(schema, "{}"))).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void schemaOfClass_allowsWhatIsWritten(boolean isoDates) {
    Map<String, Object> settings =
        Map.of(
            "json.fail.invalid.schema",
            true,
            "json.write.dates.iso8601",
            isoDates,
            "json.default.property.inclusion",
            "NON_ABSENT");
    LocalDate date = LocalDate.of(2026, 1, 2);
    Dated dated = new Dated(Instant.EPOCH, date, Optional.empty(), BigDecimal.ONE, null);
    assertThat(written(settings, dated)).contains("\"exact\":1");
  }

  @Test
  void useLatest_ofOtherSchema_isCheckedAndCanBeSwitchedOff() throws Exception {
    registry.put(
        "t-value",
        JSON.createObjectNode()
            .put("schema", "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"}}}")
            .put("schemaType", "JSON"));
    Map<String, Object> latest = Map.of("auto.register.schemas", false, "use.latest.version", true);
    assertThatThrownBy(() -> serializer(latest).serialize("t", new Order("a", 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Incompatible schema of type 'JSON'")
        .hasMessageContaining("latest.compatibility.strict=false")
        .hasMessageContaining("t-value");
    Map<String, Object> lenient = new HashMap<>(latest);
    lenient.put("latest.compatibility.strict", false);
    assertThat(written(lenient, new Order("a", 1))).isEqualTo("{\"id\":\"a\",\"amount\":1}");
    lenient.put("json.fail.invalid.schema", true);
    assertThatThrownBy(() -> serializer(lenient).serialize("t", new Order("a", 1)))
        .hasMessageContaining("integer expected");
  }

  @Test
  void useSchemaId_ofAvro_isRefused() {
    registry.put("t-value", "\"string\"");
    Map<String, Object> settings = Map.of("auto.register.schemas", false, "use.schema.id", 1);
    assertThatThrownBy(() -> serializer(settings).serialize("t", "x"))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("AVRO")
        .hasMessageContaining("id 1");
  }

  @Test
  void cycle_isRefused() {
    Chain chain = new Chain();
    chain.next = chain;
    assertThatThrownBy(() -> serializer(Map.of()).serialize("t", chain))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic t");
  }

  @Test
  void classJacksonCannotWrite_isRefusedByName() {
    assertThatThrownBy(() -> serializer(Map.of()).serialize("t", new Object()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  void schemaThatIsNoJson_isRefused() {
    JsonSchemaValue value = new JsonSchemaValue(JsonSchemaValue.schema("{"), 1);
    assertThatThrownBy(() -> serializer(Map.of()).serialize("t", value))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void largeMessages_areWritten() {
    String text = "é".repeat(2_000_000);
    assertThat(written(Map.of(), text)).hasSize(text.length() + 2);
    assertThat(written(Map.of(), "x")).isEqualTo("\"x\"");
  }

  @Test
  void threads_doNotMixTheirMessages() {
    JsonSchemaSerializer<Object> serializer = serializer(Map.of());
    List<Integer> numbers = java.util.stream.IntStream.range(0, 2_000).boxed().toList();
    List<byte[]> messages =
        numbers.parallelStream().map(i -> serializer.serialize("t", new Order("o", i))).toList();
    for (int i : numbers) {
      byte[] message = messages.get(i);
      assertThat(new String(Arrays.copyOfRange(message, 5, message.length), StandardCharsets.UTF_8))
          .isEqualTo("{\"id\":\"o\",\"amount\":" + i + "}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "json.schema.spec.version, draft_5, draft_2020_12",
    "json.default.property.inclusion, SOMETIMES, NON_NULL",
    "json.value.type, no.such.Class, no.such.Class",
    "json.fail.invalid.schema, perhaps, perhaps"
  })
  void wrongSettings_areRefusedByName(String setting, String value, String advice) {
    assertThatThrownBy(() -> serializer(Map.of(setting, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(setting)
        .hasMessageContaining(advice);
  }

  @Test
  void unconfigured_isToldSo() {
    assertThatThrownBy(() -> new JsonSchemaSerializer<>().serialize("t", "x"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("configure");
  }

  @Test
  void builders_makeWhatIsReady() {
    JsonSchemaSerializer<Order> serializer =
        JsonSchemaSerializer.<Order>builder().registry(registry.url()).validate().forValues();
    JsonSchemaDeserializer<Order> deserializer =
        JsonSchemaDeserializer.builder(Order.class).registry(registry.url()).forValues();
    byte[] message = serializer.serialize("t", new Order("a", 1));
    assertThat(deserializer.deserialize("t", message)).isEqualTo(new Order("a", 1));
    JsonSchemaSerde<Order> serde =
        JsonSchemaSerde.builder(Order.class).registry(registry.url()).isoDates().forKeys();
    byte[] key = serde.serializer().serialize("t", new Order("k", 2));
    assertThat(serde.deserializer().deserialize("t", key)).isEqualTo(new Order("k", 2));
    assertThat(registry.requests()).anyMatch(request -> request.contains("t-key"));
  }
}
