package dev.stele.serde.avro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.serde.Schemas;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.PayloadReader;
import dev.stele.serde.internal.messages.Reading;
import dev.stele.serde.internal.messages.Reading.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads as JSON, which is what migration rules work on. */
final class AvroTreesTest {
  /** Avro writes these as texts, and reads no number out of a text. */
  private static final Pattern NO_NUMBER = Pattern.compile("\"(NaN|-?Infinity)\"");

  private static Target target(int id, Schema schema) {
    String text = schema.toString();
    return new Target(
        new RegisteredSchema(
            id,
            Optional.empty(),
            Optional.of("s"),
            OptionalInt.of(id),
            SchemaDefinition.avro(text)),
        new SchemaSource(SchemaType.AVRO, text, List.of()));
  }

  private static PayloadReader reader(Schema writer, Schema reader, Map<String, ?> settings)
      throws IOException {
    Target from = target(1, writer);
    return new AvroReadFormat(AvroSettings.of(settings, false))
        .reader(
            Place.reading("t", false, "id 1"),
            new Reading(from.schema(), from.source(), target(2, reader), null));
  }

  private static byte[] payload(Schema schema, Object datum) throws IOException {
    GenericData model = AvroModels.generic(false);
    @SuppressWarnings("unchecked")
    org.apache.avro.io.DatumWriter<Object> writer = model.createDatumWriter(schema);
    return new AvroPayloadWriter(writer, BareBytes.of(schema, model), null)
        .write(datum, new byte[0]);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void treeOfRandomData_andBack_isTheSameData(long seed) throws IOException {
    RandomData random = new RandomData(new Random(seed));
    for (int i = 0; i < 100; i++) {
      Schema schema = random.schema(3);
      byte[] payload = payload(schema, new AvroValue(schema, random.datum(schema)));
      PayloadReader reader = reader(schema, schema, Map.of());
      JsonNode tree = reader.readTree(ByteBuffer.wrap(payload));
      if (NO_NUMBER.matcher(tree.toString()).find()) {
        continue;
      }
      assertThat(plain(reader.fromTree(tree)))
          .isEqualTo(plain(reader.read(ByteBuffer.wrap(payload))));
    }
  }

  private static String plain(@Nullable Object value) {
    return value instanceof byte[] bytes
        ? HexFormat.of().formatHex(bytes)
        : GenericData.get().toString(value);
  }

  @Test
  void migratedTree_isReadAsTheSchemaToReadInto() throws IOException {
    Schema newer =
        Schemas.parse(
            """
            {"type": "record", "name": "Quake", "namespace": "test", "fields": [
              {"name": "code", "type": "string"},
              {"name": "magnitude", "type": ["null", "double"]}]}
            """);
    byte[] payload = payload(Schemas.QUAKE, Schemas.quake("x", 1.5));
    PayloadReader reader = reader(Schemas.QUAKE, newer, Map.of());
    ObjectNode tree = (ObjectNode) reader.readTree(ByteBuffer.wrap(payload));
    assertThat(tree).hasToString("{\"id\":\"x\",\"mag\":{\"double\":1.5}}");
    tree.set("code", tree.remove("id"));
    tree.set("magnitude", tree.remove("mag"));
    assertThat(reader.fromTree(tree)).hasToString("{\"code\": \"x\", \"magnitude\": 1.5}");
  }

  @Test
  void migratedTree_isReadIntoTheGeneratedClass() throws IOException {
    byte[] payload = payload(Schemas.QUAKE, Schemas.quake("x", 1.5));
    PayloadReader reader =
        reader(
            Schemas.QUAKE,
            SpecificQuake.SCHEMA$,
            Map.of("specific.avro.value.type", SpecificQuake.class));
    ObjectNode tree = (ObjectNode) reader.readTree(ByteBuffer.wrap(payload));
    tree.remove("mag");
    tree.put("time", 5).putNull("felt");
    SpecificQuake expected = new SpecificQuake();
    expected.id = "x";
    expected.time = java.time.Instant.ofEpochMilli(5);
    assertThat(reader.fromTree(tree)).isEqualTo(expected);
  }
}
