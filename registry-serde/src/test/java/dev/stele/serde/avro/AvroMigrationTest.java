package dev.stele.serde.avro;

import static dev.stele.serde.Schemas.QUAKE;
import static dev.stele.serde.Schemas.quake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.Schemas;
import dev.stele.serde.fixture.FakeRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Conversion;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.reflect.ReflectData;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What programs that used the reference's serializers count on. */
@Timeout(120)
final class AvroMigrationTest {
  private static final Schema UNION =
      Schema.createUnion(Schema.create(Schema.Type.NULL), QUAKE, SpecificQuake.SCHEMA$);

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private Map<String, Object> settings(Object... more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", registry.url());
    settings.put("retries.wait.ms", 1);
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return settings;
  }

  private byte[] written(Object value, Object... settings) {
    try (AvroSerializer<Object> serializer = new AvroSerializer<>()) {
      serializer.configure(settings(settings), false);
      return Objects.requireNonNull(serializer.serialize("quakes", value));
    }
  }

  private @Nullable Object read(byte[] message, Object... settings) {
    return read(message, null, settings);
  }

  private @Nullable Object read(byte[] message, @Nullable Schema into, Object... settings) {
    try (AvroDeserializer<Object> deserializer = new AvroDeserializer<>()) {
      deserializer.configure(settings(settings), false);
      return deserializer.deserialize("quakes", message, into);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> map(@Nullable Object read) {
    return (Map<Object, Object>) Objects.requireNonNull(read);
  }

  private static SpecificQuake specific() {
    SpecificQuake quake = new SpecificQuake();
    quake.id = "x";
    quake.time = Instant.ofEpochMilli(1517966773840L);
    quake.felt = 3;
    return quake;
  }

  @Test
  void specificReader_unionOfRecords_givesTheGeneratedClassWhereThereIsOne() {
    byte[] message = written(new AvroValue(UNION, specific()));
    assertThat(read(message, "specific.avro.reader", true)).isEqualTo(specific());
    byte[] other = written(new AvroValue(UNION, quake("y", 5)));
    assertThat(read(other, "specific.avro.reader", true)).isEqualTo(quake("y", 5));
  }

  @Test
  void specificReader_unionWithANewerRecord_readsIntoTheClassAsItIs() {
    Schema newer =
        Schemas.parse(
            SpecificQuake.SCHEMA$
                .toString()
                .replace("\"fields\":[", "\"fields\":[{\"name\":\"more\",\"type\":\"int\"},"));
    GenericRecord written = new GenericData.Record(newer);
    written.put("more", 1);
    written.put("id", "x");
    written.put("time", 1517966773840L);
    written.put("felt", 3);
    byte[] message = written(new AvroValue(Schema.createUnion(QUAKE, newer), written));
    assertThat(read(message, "specific.avro.reader", true)).isEqualTo(specific());
  }

  @Test
  void specificReader_arraysAndMaps_holdTheGeneratedClass() {
    Schema array = Schema.createArray(SpecificQuake.SCHEMA$);
    byte[] message = written(new AvroValue(array, List.of(specific())));
    assertThat(read(message, "specific.avro.reader", true)).isEqualTo(List.of(specific()));
    byte[] map =
        written(new AvroValue(Schema.createMap(SpecificQuake.SCHEMA$), Map.of("k", specific())));
    assertThat(map(read(map, "specific.avro.reader", true))).hasSize(1).containsValue(specific());
  }

  @Test
  void specificReader_givenSchema_givesItsClass() {
    byte[] message = written(specific());
    assertThat(read(message, SpecificQuake.SCHEMA$, "specific.avro.reader", true))
        .isEqualTo(specific());
    assertThat(read(message, SpecificQuake.SCHEMA$)).isInstanceOf(GenericRecord.class);
  }

  public static final class Widget {
    String name = "";
  }

  @Test
  void reflection_givenSchema_givesItsClass() {
    Widget widget = new Widget();
    widget.name = "w";
    Schema schema = new ReflectData(getClass().getClassLoader()).getSchema(Widget.class);
    byte[] message = written(widget, "schema.reflection", true);
    Object read = read(message, schema, "schema.reflection", true);
    assertThat(read).isInstanceOf(Widget.class);
    assertThat(((Widget) Objects.requireNonNull(read)).name).isEqualTo("w");
    assertThat(read(written("text"), Schema.create(Schema.Type.STRING), "schema.reflection", true))
        .isEqualTo("text");
  }

  @Test
  void serialize_map_takesTheSchemaOfItsFirstValue() {
    assertThat(read(written(Map.of("k", quake("x", 1)))))
        .hasToString("{k={\"id\": \"x\", \"mag\": 1.0}}");
    assertThat(map(read(written(Map.of("k", specific())), "specific.avro.reader", true)))
        .containsValue(specific());
    assertThat(registry.requests().toString()).contains("quakes-value");
  }

  @Test
  void wrappedValue_mayBeHeldInAnyWayThatReflectionKnows() {
    Schema ints = Schema.createArray(Schema.create(Schema.Type.INT));
    assertThat(read(written(new AvroValue(ints, new int[] {1, 2})))).isEqualTo(List.of(1, 2));
    assertThat(read(written(new AvroValue(ints, Set.of(3))))).isEqualTo(List.of(3));
    assertThat(read(written(new AvroValue(Schema.create(Schema.Type.INT), (short) 4))))
        .isEqualTo(4);
    Widget widget = new Widget();
    widget.name = "w";
    Schema widgets = Schema.createArray(ReflectData.get().getSchema(Widget.class));
    byte[] message = written(new AvroValue(widgets, List.of(widget)));
    assertThat(read(message)).hasToString("[{\"name\": \"w\"}]");
  }

  @Test
  void conversionsOfTheApplication_areUsed() {
    GenericData.get().addLogicalTypeConversion(new Shouting());
    ReflectData.get().addLogicalTypeConversion(new Shouting());
    GenericRecord record = new GenericData.Record(Shouting.RECORD);
    record.put("word", new Shout("HEY"));
    byte[] message = written(record);
    assertThat(message).endsWith('h', 'e', 'y');
    assertThat(((GenericRecord) Objects.requireNonNull(read(message))).get("word"))
        .isEqualTo(new Shout("HEY"));
    Schema bytes = Schema.create(Schema.Type.BYTES);
    new LogicalType(Shouting.NAME).addToSchema(bytes);
    assertThat(read(written(new AvroValue(bytes, new byte[] {1})))).isEqualTo(new byte[] {1});
    Loud loud = new Loud();
    loud.word = new Shout("HO");
    assertThat(written(loud, "schema.reflection", true)).endsWith('h', 'o');
  }

  record Shout(String text) {}

  static final class Loud {
    Shout word = new Shout("");
  }

  private static final class Shouting extends Conversion<Shout> {
    private static final String NAME = "stele-shout";
    static final Schema RECORD;

    static {
      LogicalTypes.register(NAME, schema -> new LogicalType(NAME));
      RECORD =
          Schemas.parse(
              """
              {"type": "record", "name": "Loud", "fields": [{"name": "word",
               "type": {"type": "string", "logicalType": "stele-shout"}}]}
              """);
    }

    @Override
    public Class<Shout> getConvertedType() {
      return Shout.class;
    }

    @Override
    public String getLogicalTypeName() {
      return NAME;
    }

    @Override
    public Schema getRecommendedSchema() {
      return new LogicalType(NAME).addToSchema(Schema.create(Schema.Type.STRING));
    }

    @Override
    public Shout fromCharSequence(CharSequence value, Schema schema, LogicalType type) {
      return new Shout(value.toString().toUpperCase(Locale.ROOT));
    }

    @Override
    public CharSequence toCharSequence(Shout value, Schema schema, LogicalType type) {
      return value.text.toLowerCase(Locale.ROOT);
    }
  }

  @Test
  void messageOfAnotherSerializer_isToldByTheWordsProgramsLookFor() {
    assertThatThrownBy(() -> read(new byte[] {'{', '}'}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Unknown magic byte!")
        .rootCause()
        .hasMessageContaining("Unknown magic byte!");
  }

  @Test
  void strictOff_recordThatTheChosenSchemaCannotRead_isWrittenFieldByField() {
    Schema account =
        Schemas.parse(
            """
            {"type": "record", "name": "Account", "fields": [{"name": "number", "type": "string"}]}
            """);
    Schema user =
        Schemas.parse(
            """
            {"type": "record", "name": "User", "fields": [{"name": "name", "type": "string"}]}
            """);
    int id = registry.put("quakes-value", account.toString());
    GenericRecord record = new GenericData.Record(user);
    record.put("name", "u");
    assertThatThrownBy(() -> written(record, "auto.register.schemas", false, "use.schema.id", id))
        .isInstanceOf(SerializationException.class);
    byte[] message =
        written(
            record,
            "auto.register.schemas",
            false,
            "use.schema.id",
            id,
            "id.compatibility.strict",
            false);
    assertThat(read(message)).hasToString("{\"number\": \"u\"}");
    byte[] latest =
        written(
            record,
            "auto.register.schemas",
            false,
            "use.latest.version",
            true,
            "latest.compatibility.strict",
            false);
    assertThat(latest).isEqualTo(message);
  }

  @Test
  void latestWithMetadata_isNotHeldAgainstTheObjectsSchema() {
    ObjectNode stored =
        JsonNodeFactory.instance
            .objectNode()
            .put(
                "schema",
                """
                {"type": "record", "name": "Quake", "namespace": "test", "fields": [
                  {"name": "code", "type": "string"},
                  {"name": "mag", "type": ["null", "double"], "default": null}]}
                """);
    stored.putObject("metadata").putObject("properties").put("major", "2");
    registry.put("quakes-value", stored);
    byte[] message =
        written(
            quake("x", 1), "auto.register.schemas", false, "use.latest.with.metadata", "major=2");
    assertThat(read(message)).hasToString("{\"code\": \"x\", \"mag\": 1.0}");
  }
}
