package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.serde.fixture.Allocation;
import dev.stele.serde.fixture.FakeRegistry;
import dev.stele.serde.internal.messages.WireFormat;
import dev.stele.serde.json.internal.validation.Defaults;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
final class JsonSchemaDeserializerTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  record Order(String id, int amount) {}

  record Customer(String name) {}

  record Dated(
      @Nullable Instant at,
      @Nullable LocalDate on,
      Optional<String> note,
      @Nullable BigDecimal exact) {}

  abstract static class NoWayIn {
    public int a;
  }

  /** Would be made of any text that a schema lets in. */
  static final class OneText {
    final String text;

    OneText(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static final class Initialized {
    static {
      System.setProperty("initialized", "true");
    }
  }

  private int register(String schema) {
    return registry.put("t-value", stored(schema));
  }

  private static ObjectNode stored(String schema) {
    return JSON.createObjectNode().put("schema", schema).put("schemaType", "JSON");
  }

  private JsonSchemaDeserializer<Object> deserializer(Map<String, ?> settings) {
    JsonSchemaDeserializer<Object> deserializer = new JsonSchemaDeserializer<>();
    Map<String, Object> all = new HashMap<>(settings);
    all.put("schema.registry.url", registry.url());
    deserializer.configure(all, false);
    return deserializer;
  }

  private static byte[] message(int id, byte[] payload) {
    byte[] prefix = WireFormat.prefix(id, new byte[0]);
    return ByteBuffer.allocate(prefix.length + payload.length).put(prefix).put(payload).array();
  }

  private static byte[] message(int id, String json) {
    return message(id, json.getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable Object read(Map<String, ?> settings, String schema, String json) {
    return deserializer(settings).deserialize("t", message(register(schema), json));
  }

  @Test
  void withoutAClass_gives_mapsListsAndExactNumbers() {
    Object value =
        read(
            Map.of(),
            "{}",
            "{\"b\":[1,2.50,true,null],\"a\":{\"long\":3000000000,\"big\":99999999999999999999}}");
    assertThat(value).isInstanceOf(LinkedHashMap.class);
    assertThat(value)
        .isEqualTo(
            Map.of(
                "b",
                java.util.Arrays.asList(1, new BigDecimal("2.50"), true, null),
                "a",
                Map.of("long", 3_000_000_000L, "big", new BigInteger("99999999999999999999"))));
    assertThat(read(Map.of(), "{}", "\"text\"")).isEqualTo("text");
    assertThat(read(Map.of(), "{}", "null")).isNull();
  }

  @Test
  void null_isNull_withoutAsking() {
    assertThat(deserializer(Map.of()).deserialize("t", (byte[]) null)).isNull();
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void classOfTheSettings_isReadInto() {
    Map<String, Object> settings = Map.of("json.value.type", Order.class);
    assertThat(read(settings, "{}", "{\"id\":\"a\",\"amount\":3}")).isEqualTo(new Order("a", 3));
    assertThat(read(Map.of("json.value.type", JsonNode.class.getName()), "{}", "{\"a\":1.10}"))
        .isInstanceOf(ObjectNode.class)
        .hasToString("{\"a\":1.10}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void classOfTheSchema_isReadInto(boolean validate) {
    String schema = "{\"javaType\":\"" + Order.class.getName() + "\"}";
    Map<String, Object> settings = Map.of("json.fail.invalid.schema", validate);
    assertThat(read(settings, schema, "{\"id\":\"a\",\"amount\":3}")).isEqualTo(new Order("a", 3));
  }

  @Test
  void classOfTheSettings_winsOverTheSchemas() {
    assertThat(
            read(
                Map.of("json.value.type", Customer.class),
                "{\"javaType\":\"" + Order.class.getName() + "\"}",
                "{\"name\":\"n\"}"))
        .isEqualTo(new Customer("n"));
  }

  @Test
  void otherKeyword_mayNameTheClass() {
    assertThat(
            read(
                Map.of("type.property", "x-class"),
                "{\"x-class\":\"" + Customer.class.getName() + "\"}",
                "{\"name\":\"n\"}"))
        .isEqualTo(new Customer("n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oneOf", "anyOf"})
  void classOfTheBranchThatAllowsTheMessage_isReadInto(String combinator) {
    registry.put("orders", stored(closed(Order.class, "id", "amount")));
    registry.put("customers", stored(closed(Customer.class, "name")));
    ObjectNode schema =
        stored(
            "{\""
                + combinator
                + "\":[{\"$ref\":\"order.json\"},{\"$ref\":\"customer.json\"},{\"type\":\"string\"}]}");
    schema
        .putArray("references")
        .add(reference("order.json", "orders"))
        .add(reference("customer.json", "customers"));
    int id = registry.put("t-value", schema);
    JsonSchemaDeserializer<Object> deserializer = deserializer(Map.of());
    assertThat(deserializer.deserialize("t", message(id, "{\"name\":\"n\"}")))
        .isEqualTo(new Customer("n"));
    assertThat(deserializer.deserialize("t", message(id, "{\"id\":\"a\",\"amount\":1}")))
        .isEqualTo(new Order("a", 1));
    assertThat(deserializer.deserialize("t", message(id, "\"x\""))).isEqualTo("x");
    assertThat(deserializer.deserialize("t", message(id, "{\"x\":1}"))).isEqualTo(Map.of("x", 1));
  }

  private static String closed(Class<?> type, String... properties) {
    ObjectNode schema = JSON.createObjectNode().put("javaType", type.getName());
    for (String property : properties) {
      schema.withObject("properties").putObject(property);
    }
    return schema.put("additionalProperties", false).put("type", "object").toString();
  }

  private static ObjectNode reference(String name, String subject) {
    return JSON.createObjectNode().put("name", name).put("subject", subject).put("version", 1);
  }

  @Test
  void branchesInTheSchemaItself_areFollowed_recursionToo() {
    String schema =
        "{\"definitions\":{\"order\":"
            + closed(Order.class, "id", "amount")
            + "},\"anyOf\":[{\"oneOf\":[{\"$ref\":\"#/definitions/order\"}]},{\"$ref\":\"#\"}]}";
    assertThat(read(Map.of(), schema, "{\"id\":\"a\",\"amount\":1}")).isEqualTo(new Order("a", 1));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "dev.stele.serde.json | true",
        "dev.stele. | true",
        "dev.stele.* | true",
        "com.example,dev.stele.serde | true",
        "dev.stele.serde.json.JsonSchemaDeserializerTest | true",
        "* | true",
        "dev.stele.serde.js | false",
        "com.example | false",
        "'' | false"
      },
      delimiter = '|')
  void classOfTheSchema_isHeldAgainstTheAllowedPackages(String allowed, boolean passes) {
    Map<String, Object> settings = Map.of("json.type.allowed.packages", allowed);
    String schema = "{\"javaType\":\"" + Customer.class.getName() + "\"}";
    if (passes) {
      assertThat(read(settings, schema, "{\"name\":\"n\"}")).isEqualTo(new Customer("n"));
    } else {
      assertThatThrownBy(() -> read(settings, schema, "{\"name\":\"n\"}"))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining(Customer.class.getName())
          .hasMessageContaining("json.type.allowed.packages")
          .hasMessageContaining("topic t")
          .hasMessageContaining("id 1");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void classOfTheSchema_isNotMadeOfAScalar(boolean validate) {
    assertThatThrownBy(
            () ->
                read(
                    Map.of("json.fail.invalid.schema", validate),
                    "{\"javaType\":\"" + OneText.class.getName() + "\"}",
                    " \"/etc/passwd\""))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("neither an object nor an array");
  }

  @Test
  void classOfTheSchema_thatIsRefused_isNotInitialized() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of("json.type.allowed.packages", "com.example"),
                    "{\"javaType\":\"" + Initialized.class.getName() + "\"}",
                    "{}"))
        .isInstanceOf(SerializationException.class);
    assertThat(System.getProperty("initialized")).isNull();
  }

  @Test
  void classOfTheSchema_thatIsNotThere_isNamed() {
    assertThatThrownBy(() -> read(Map.of(), "{\"javaType\":\"com.example.Gone\"}", "{}"))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("com.example.Gone")
        .hasMessageContaining("json.value.type");
  }

  @Test
  void unknownProperties_areRefusedUnlessToldOtherwise() {
    String json = "{\"name\":\"n\",\"more\":1}";
    assertThatThrownBy(() -> read(Map.of("json.value.type", Customer.class), "{}", json))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("more");
    assertThat(
            read(
                Map.of("json.value.type", Customer.class, "json.fail.unknown.properties", false),
                "{}",
                json))
        .isEqualTo(new Customer("n"));
  }

  @Test
  void builder_saysWhichPropertiesAndClassesAreTaken() {
    int id = register("{\"javaType\":\"" + Customer.class.getName() + "\"}");
    byte[] message = message(id, "{\"name\":\"n\",\"more\":1}");
    JsonSchemaDeserializer<Customer> lenient =
        JsonSchemaDeserializer.builder(Customer.class)
            .registry(registry.url())
            .ignoreUnknownProperties()
            .forValues();
    assertThat(lenient.deserialize("t", message)).isEqualTo(new Customer("n"));
    JsonSchemaDeserializer<Object> guarded =
        JsonSchemaDeserializer.builder(Object.class)
            .registry(registry.url())
            .allowPackages("com.example")
            .forValues();
    assertThatThrownBy(() -> guarded.deserialize("t", message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("json.type.allowed.packages");
  }

  @Test
  void javaTimeAndDecimals_areReadExactly() {
    Map<String, Object> settings = Map.of("json.value.type", Dated.class);
    Dated expected =
        new Dated(
            Instant.parse("2026-01-02T03:04:05.5Z"),
            LocalDate.of(2026, 1, 2),
            Optional.of("n"),
            new BigDecimal("0.1000000000000000000000000000000000001"));
    String exact = "\"note\":\"n\",\"exact\":0.1000000000000000000000000000000000001}";
    assertThat(read(settings, "{}", "{\"at\":1767323045.500000000,\"on\":[2026,1,2]," + exact))
        .isEqualTo(expected);
    assertThat(
            read(
                settings,
                "{}",
                "{\"at\":\"2026-01-02T03:04:05.5Z\",\"on\":\"2026-01-02\"," + exact))
        .isEqualTo(expected);
    assertThat(read(settings, "{}", "{\"note\":null}"))
        .isEqualTo(new Dated(null, null, Optional.empty(), null));
  }

  @Test
  void invalidMessage_isRefusedWithPlaceAndValue() {
    String schema = "{\"properties\":{\"a\":{\"type\":\"integer\"}}}";
    assertThat(read(Map.of(), schema, "{\"a\":\"x\"}")).isEqualTo(Map.of("a", "x"));
    assertThatThrownBy(
            () -> read(Map.of("json.fail.invalid.schema", true), schema, "{\"a\":\"x\"}"))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic t")
        .hasMessageContaining("t-value")
        .hasMessageContaining("id 2")
        .hasMessageContaining("/a: ")
        .hasMessageContaining("found \"x\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "{\"a\":", "{\"a\":1", "[1,", "\"open", "{\"a\":1} x", "1 2", "nul"})
  void damagedMessages_areRefused(String json) {
    for (boolean validate : List.of(true, false)) {
      assertThatThrownBy(() -> read(Map.of("json.fail.invalid.schema", validate), "{}", json))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("topic t")
          .hasMessageContaining("schema id");
    }
  }

  @Test
  void invalidUtf8_isRefused() {
    int id = register("{}");
    byte[] bytes = {'"', (byte) 0xC3, (byte) 0x28, '"'};
    assertThatThrownBy(() -> deserializer(Map.of()).deserialize("t", message(id, bytes)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void deepNesting_isReadWithinBounds() {
    int depth = 900;
    Object value = read(Map.of(), "{}", "[".repeat(depth) + "]".repeat(depth));
    for (int i = 1; i < depth; i++) {
      value = ((List<?>) Objects.requireNonNull(value)).get(0);
    }
    assertThat((List<?>) value).isEmpty();
    int tooDeep = 1_000_000;
    assertThatThrownBy(() -> read(Map.of(), "{}", "[".repeat(tooDeep)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("1000");
  }

  @Test
  void duplicateKeys_theLastCounts() {
    assertThat(read(Map.of(), "{}", "{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2));
  }

  @Test
  void hugeNumbers_areBounded() {
    assertThat(read(Map.of(), "{}", "1e400")).isEqualTo(new BigDecimal("1E+400"));
    assertThatThrownBy(() -> read(Map.of(), "{}", "9".repeat(100_000)))
        .isInstanceOf(SerializationException.class);
    assertThatThrownBy(() -> read(Map.of("json.value.type", BigInteger.class), "{}", "1e999999999"))
        .isInstanceOf(SerializationException.class);
    assertThatThrownBy(
            () ->
                read(
                    Map.of("json.fail.invalid.schema", true),
                    "{\"type\":\"integer\"}",
                    "1e999999999"))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("exponent");
  }

  @Test
  void classWithoutAWayIn_isNamed() {
    assertThatThrownBy(() -> read(Map.of("json.value.type", NoWayIn.class), "{}", "{\"a\":1}"))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("NoWayIn");
  }

  @Test
  void messageOfAvro_isRefused() {
    int id = registry.put("t-value", "\"string\"");
    assertThatThrownBy(() -> deserializer(Map.of()).deserialize("t", message(id, "x")))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("AVRO")
        .hasMessageContaining("SteleDeserializer");
  }

  @Test
  void useLatest_validatesAndReadsByTheLatestSchema() {
    int old = register("{\"title\":\"old\"}");
    register("{\"required\":[\"name\"],\"javaType\":\"" + Customer.class.getName() + "\"}");
    Map<String, Object> settings =
        Map.of("use.latest.version", true, "json.fail.invalid.schema", true);
    JsonSchemaDeserializer<Object> deserializer = deserializer(settings);
    assertThat(deserializer.deserialize("t", message(old, "{\"name\":\"n\"}")))
        .isEqualTo(new Customer("n"));
    assertThatThrownBy(() -> deserializer.deserialize("t", message(old, "{}")))
        .hasMessageContaining("required");
  }

  private static final String DEFAULTS =
      """
      "type": "object", "properties": {
        "name": {"type": "string", "default": "anonymous"},
        "address": {"$ref": "#/definitions/address~1of"},
        "lines": {"type": "array", "items": {"allOf": [
          {"properties": {"count": {"default": 1}}},
          {"properties": {"tags": {"default": ["new"]}}}]}},
        "pair": {"items": [{"$ref": "part.json#/definitions/part"}], "additionalItems": {}}},
       "additionalProperties": {"properties": {"seen": {"default": null}}},
       "definitions": {"address/of": {
         "properties": {"country": {"default": "XX"}, "inner": {"$ref": "#/definitions/address~1of"}}}}}
      """;

  private static final String SPARSE =
      """
      {"address": {"inner": {}}, "lines": [{}, {"count": 2}, 3], "pair": [{}, {}], "more": {}}
      """;

  private @Nullable Object readSparse(String draft, boolean validate) {
    ObjectNode schema = stored("{" + draft + DEFAULTS);
    schema
        .putArray("references")
        .addObject()
        .put("name", "part.json")
        .put("subject", "part")
        .put("version", 1);
    int id = registry.put("t-value", schema);
    return deserializer(
            Map.of("json.fail.invalid.schema", validate, "json.value.type", JsonNode.class))
        .deserialize("t", message(id, SPARSE));
  }

  @Test
  void defaults_areFilledIn_byValidation() {
    registry.put(
        "part", stored("{\"definitions\":{\"part\":{\"properties\":{\"p\":{\"default\":1.50}}}}}"));
    assertThat(readSparse("", true))
        .hasToString(
            """
            {"address":{"inner":{"country":"XX"},"country":"XX"},\
            "lines":[{"tags":["new"],"count":1},{"count":2,"tags":["new"]},3],\
            "pair":[{"p":1.50},{}],"more":{"seen":null},"name":"anonymous"}""");
    String sparse = SPARSE.replaceAll("\\s", "");
    assertThat(readSparse("", false)).hasToString(sparse);
    assertThat(readSparse("\"$schema\":\"https://json-schema.org/draft/2019-09/schema\",", true))
        .hasToString(sparse);
  }

  @Test
  void defaults_areReadIntoClasses_andBelongToTheirMessage() {
    String schema = "{\"properties\":{\"name\":{\"default\":\"n\"},\"all\":{\"default\":[]}}}";
    Map<String, Object> settings =
        Map.of("json.fail.invalid.schema", true, "json.fail.unknown.properties", false);
    Map<String, Object> typed = new HashMap<>(settings);
    typed.put("json.value.type", Customer.class);
    assertThat(read(typed, schema, "{}")).isEqualTo(new Customer("n"));
    Map<String, Object> trees = new HashMap<>(settings);
    trees.put("json.value.type", JsonNode.class);
    JsonSchemaDeserializer<Object> deserializer = deserializer(trees);
    byte[] message = message(register(schema), "{}");
    ((ObjectNode) Objects.requireNonNull(deserializer.deserialize("t", message)))
        .withArray("all")
        .add(1);
    assertThat(deserializer.deserialize("t", message)).hasToString("{\"name\":\"n\",\"all\":[]}");
  }

  @Test
  void schemaMadeOfItself_hasItsDefaultsOnce() {
    String schema =
        "{\"allOf\":[{\"$ref\":\"#/definitions/a\"}],\"definitions\":{\"a\":{\"properties\":{"
            + "\"x\":{\"default\":1},\"next\":{\"$ref\":\"#\"}}}}}";
    assertThat(read(Map.of("json.fail.invalid.schema", true), schema, "{\"next\":{}}"))
        .isEqualTo(Map.of("next", Map.of("x", 1), "x", 1));
  }

  /** A tree of expressions, say: each kind of node may have each kind below it. */
  @Test
  void branchesThatAreMadeOfAll_areFilledInOnceEach() throws IOException {
    String branch = "{\"properties\":{\"next\":{\"$ref\":\"#\"},\"%s\":{\"default\":1}}}";
    String schema = "{\"anyOf\":[" + branch.formatted("x") + "," + branch.formatted("y") + "]}";
    Defaults defaults =
        Objects.requireNonNull(Defaults.of(new SchemaSource(SchemaType.JSON, schema, List.of())));
    int depth = 20;
    JsonNode value =
        new JsonMapper().readTree("{\"next\":".repeat(depth) + "{}" + "}".repeat(depth));
    long before = Allocation.soFar();
    defaults.fillIn(value);
    assertThat(Allocation.soFar() - before).isLessThan(1_000_000);
    assertThat(value.at("/next".repeat(depth))).hasToString("{\"y\":1,\"x\":1}");
  }

  @Test
  void directBuffers_areReadFromTheirPosition() {
    byte[] message = message(register("{}"), "{\"a\":1}");
    ByteBuffer direct = ByteBuffer.allocateDirect(message.length + 3);
    direct.put(new byte[3]).put(message).flip().position(3);
    assertThat(deserializer(Map.of()).deserialize("t", null, direct)).isEqualTo(Map.of("a", 1));
  }

  @Test
  void secondMessage_asksNobody() {
    int id = register("{}");
    JsonSchemaDeserializer<Object> deserializer =
        deserializer(Map.of("json.fail.invalid.schema", true));
    deserializer.deserialize("t", message(id, "1"));
    int asked = registry.requests().size();
    deserializer.deserialize("t", message(id, "2"));
    assertThat(registry.requests()).hasSize(asked);
  }

  @Test
  void unconfigured_isToldSo() {
    assertThatThrownBy(() -> new JsonSchemaDeserializer<>().deserialize("t", new byte[5]))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("configure");
  }

  /** Five levels of sixty branches each: walked through as a whole, they would be 777 million. */
  @Test
  void schemaMadeOfVeryManyOthers_isReadAllTheSame() {
    ObjectNode schema = JSON.createObjectNode();
    ObjectNode definitions = schema.putObject("definitions");
    definitions.putObject("d5").put("type", "object");
    for (int level = 0; level < 5; level++) {
      ArrayNode branches = definitions.putObject("d" + level).putArray("anyOf");
      for (int i = 0; i < 60; i++) {
        branches.addObject().put("$ref", "#/definitions/d" + (level + 1));
      }
    }
    schema.putArray("anyOf").addObject().put("$ref", "#/definitions/d0");
    assertThat(read(Map.of(), schema.toString(), "{\"a\":1}")).isEqualTo(Map.of("a", 1));
  }
}
