package dev.stele.schema.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.Format;
import dev.stele.schema.SchemaType;
import dev.stele.schema.avro.AvroFormat;
import dev.stele.schema.json.JsonFormat;
import dev.stele.schema.protobuf.ProtobufFormat;
import java.util.List;
import java.util.stream.Stream;

/** The formats built in, and which recordings are about them. */
final class Formats {
  private static final List<Format> ALL =
      List.of(new AvroFormat(), new JsonFormat(), new ProtobufFormat());

  private Formats() {}

  /** The format that a recording is about. */
  static Format of(JsonNode recording) {
    return of(type(recording));
  }

  static Format of(SchemaType type) {
    return ALL.stream().filter(format -> format.type().equals(type)).findFirst().orElseThrow();
  }

  /** The recordings of a file about formats that are built in; there is one at least. */
  static Stream<JsonNode> recordings(String file) {
    List<JsonNode> known =
        Recordings.of(file).stream()
            .filter(
                recording -> ALL.stream().anyMatch(format -> format.type().equals(type(recording))))
            .toList();
    assertThat(known).isNotEmpty();
    return known.stream();
  }

  private static SchemaType type(JsonNode recording) {
    return new SchemaType(recording.get("format").asText());
  }
}
