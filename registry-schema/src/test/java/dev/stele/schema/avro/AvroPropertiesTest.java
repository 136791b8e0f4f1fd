package dev.stele.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stele.schema.Compatibility;
import dev.stele.schema.Compatibility.Version;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.ParsedSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What must hold for every schema, tried on some made by chance. */
final class AvroPropertiesTest {
  private static final int TRIES = 400;

  private final AvroFormat format = new AvroFormat();

  private AvroSchema parse(String text) {
    return format.parse(AvroSources.source(text), Strictness.NEW);
  }

  private static void tryAll(BiConsumer<RandomSchemas, Schema> property) {
    for (int seed = 0; seed < TRIES; seed++) {
      RandomSchemas schemas = new RandomSchemas(seed);
      property.accept(schemas, schemas.record());
    }
  }

  @Test
  void canonicalText_ofItself_isTheSame() {
    tryAll(
        (schemas, record) -> {
          AvroSchema schema = parse(SchemaFormatter.format("json/pretty", record));
          AvroSchema again = parse(schema.canonicalText());
          assertThat(again.canonicalText()).isEqualTo(schema.canonicalText());
          assertThat(again.equivalent(schema)).isTrue();
        });
  }

  @Test
  void normalized_ofItself_isTheSame() {
    tryAll(
        (schemas, record) -> {
          AvroSchema normalized = parse(record.toString()).normalized();
          assertThat(normalized.normalized().canonicalText()).isEqualTo(normalized.canonicalText());
          assertThat(parse(normalized.canonicalText()).normalized().canonicalText())
              .isEqualTo(normalized.canonicalText());
        });
  }

  @Test
  void incompatibilities_withItself_areNone() {
    tryAll(
        (schemas, record) -> {
          AvroSchema schema = parse(record.toString());
          assertThat(schema.incompatibilities(schema, CompatibilityPolicy.STRICT)).isEmpty();
          assertThat(schema.incompatibilities(schema.normalized(), CompatibilityPolicy.STRICT))
              .isEmpty();
        });
  }

  @Test
  void check_newFieldWithDefault_isFullyCompatible() {
    tryAll(
        (schemas, record) -> {
          ParsedSchema old = parse(record.toString());
          ParsedSchema candidate = parse(schemas.withDefaultedField(record).toString());
          assertThat(accepts(CompatibilityLevel.FULL, candidate, old)).isTrue();
        });
  }

  @Test
  void incompatibilities_changedSchema_areThoseOfAvro() {
    tryAll(
        (schemas, record) -> {
          AvroSchema writer = parse(record.toString());
          AvroSchema reader = parse(schemas.changed(record).toString());
          assertThat(summary(reader, writer)).isEqualTo(avroSummary(reader, writer));
          assertThat(summary(writer, reader)).isEqualTo(avroSummary(writer, reader));
        });
  }

  private static List<String> summary(AvroSchema reader, AvroSchema writer) {
    return reader.incompatibilities(writer, CompatibilityPolicy.STRICT).stream()
        .map(found -> found.rule() + " " + found.reader().path() + " " + found.detail())
        .toList();
  }

  private static List<String> avroSummary(AvroSchema reader, AvroSchema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader.schema(), writer.schema())
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(found -> found.getType() + " " + found.getLocation() + " " + found.getMessage())
        .toList();
  }

  @Test
  void incompatibilities_placesInTheWriter_areInItsText() {
    ObjectMapper json = new ObjectMapper();
    List<String> values = new ArrayList<>();
    tryAll(
        (schemas, record) -> {
          AvroSchema writer = parse(record.toString());
          AvroSchema reader = parse(schemas.changed(record).toString());
          JsonNode text = readTree(json, writer.canonicalText());
          for (Incompatibility found :
              reader.incompatibilities(writer, CompatibilityPolicy.STRICT)) {
            JsonNode place = text.at(found.writer().path());
            assertThat(place.isMissingNode()).as(found.toString()).isFalse();
            if (found.writer().value() != null && place.isValueNode()) {
              values.add(found.writer().value());
              assertThat(found.writer().value())
                  .endsWith(place.asText() + (place.isTextual() ? "\"" : ""));
            }
          }
        });
    assertThat(values).hasSizeGreaterThan(TRIES / 10);
  }

  private static JsonNode readTree(ObjectMapper json, String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void check_backward_meansThatTheNewSchemaReadsOldData() {
    assertAcceptedIsReadable(
        CompatibilityLevel.BACKWARD,
        (old, candidate, random) -> readBack(old.schema(), candidate.schema(), random));
  }

  @Test
  void check_forward_meansThatTheOldSchemaReadsNewData() {
    assertAcceptedIsReadable(
        CompatibilityLevel.FORWARD,
        (old, candidate, random) -> readBack(candidate.schema(), old.schema(), random));
  }

  private interface Exchange {
    Object read(AvroSchema old, AvroSchema candidate, Random random);
  }

  private void assertAcceptedIsReadable(CompatibilityLevel level, Exchange exchange) {
    List<Integer> accepted = new ArrayList<>();
    tryAll(
        (schemas, record) -> {
          AvroSchema old = parse(record.toString());
          AvroSchema candidate = parse(schemas.changed(record).toString());
          if (accepts(level, candidate, old)) {
            Random random = new Random(accepted.size());
            for (int i = 0; i < 5; i++) {
              assertThat(exchange.read(old, candidate, random)).isNotNull();
            }
            accepted.add(1);
          }
        });
    assertThat(accepted).as("schemas that were accepted").hasSizeBetween(TRIES / 10, TRIES - 1);
  }

  private static boolean accepts(
      CompatibilityLevel level, ParsedSchema candidate, ParsedSchema old) {
    return Compatibility.ofParsed(CompatibilityPolicy.STRICT)
        .check(level, candidate, List.of(new Version<>(1, old)))
        .isEmpty();
  }

  private static Object readBack(Schema writer, Schema reader, Random random) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<>(writer).write(value(writer, random), encoder);
      encoder.flush();
      return new GenericDatumReader<>(writer, reader)
          .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static @Nullable Object value(Schema schema, Random random) {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields().forEach(f -> record.put(f.pos(), value(f.schema(), random)));
        yield record;
      }
      case ENUM -> {
        List<String> symbols = schema.getEnumSymbols();
        yield new GenericData.EnumSymbol(schema, symbols.get(random.nextInt(symbols.size())));
      }
      case FIXED -> {
        GenericFixed fixed = new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
        random.nextBytes(fixed.bytes());
        yield fixed;
      }
      case ARRAY -> Collections.singletonList(value(schema.getElementType(), random));
      case MAP -> Collections.singletonMap("k", value(schema.getValueType(), random));
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())), random);
      case STRING -> "text" + random.nextInt(9);
      case BYTES -> ByteBuffer.wrap(new byte[] {'b', 'y', 't', 'e'});
      case INT -> random.nextInt(9);
      case LONG -> (long) random.nextInt(9);
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case NULL -> null;
    };
  }
}
