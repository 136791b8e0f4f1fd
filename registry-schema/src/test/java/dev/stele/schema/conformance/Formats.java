package dev.stele.schema.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.Format;
import dev.stele.schema.SchemaType;
import dev.stele.schema.avro.AvroFormat;
import dev.stele.schema.json.JsonFormat;
import dev.stele.schema.protobuf.ProtobufFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The formats built in, and which recordings are about them. */
final class Formats {
  private static final List<Format> ALL =
      List.of(new AvroFormat(), new JsonFormat(), new ProtobufFormat());

  private Formats() {}

  /** The format that a recording is about. */
  static Format of(JsonNode recording) {
    return ALL.stream().filter(isOf(recording)).findFirst().orElseThrow();
  }

  /** The recordings of a file about formats that are built in; there is one at least. */
  static Stream<JsonNode> recordings(String file) {
    List<JsonNode> known =
        Recordings.of(file).stream()
            .filter(recording -> ALL.stream().anyMatch(isOf(recording)))
            .toList();
    assertThat(known).isNotEmpty();
    return known.stream();
  }

  private static Predicate<Format> isOf(JsonNode recording) {
    SchemaType type = new SchemaType(recording.get("format").asText());
    return format -> format.type().equals(type);
  }
}
