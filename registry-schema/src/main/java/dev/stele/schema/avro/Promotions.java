package dev.stele.schema.avro;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Which primitive types Avro reads as which others. */
final class Promotions {
  private static final Map<Schema.Type, List<Schema.Type>> WIDER =
      Map.of(
          Schema.Type.INT, List.of(Schema.Type.LONG, Schema.Type.FLOAT, Schema.Type.DOUBLE),
          Schema.Type.LONG, List.of(Schema.Type.FLOAT, Schema.Type.DOUBLE),
          Schema.Type.FLOAT, List.of(Schema.Type.DOUBLE),
          Schema.Type.STRING, List.of(Schema.Type.BYTES),
          Schema.Type.BYTES, List.of(Schema.Type.STRING));

  private Promotions() {}

  /** Whether the one is read as the other. */
  static boolean contain(Schema.Type writer, Schema.Type reader) {
    return WIDER.getOrDefault(writer, List.of()).contains(reader);
  }

  /** What else a written type can be read as, each as a schema says it. */
  static List<String> readersOf(String writer) {
    return named(writer)
        .flatMap(type -> WIDER.getOrDefault(type, List.of()).stream())
        .map(Excerpt::of)
        .toList();
  }

  /** What else can be read as a type, each as a schema says it. */
  static List<String> writersOf(String reader) {
    return named(reader)
        .flatMap(type -> Stream.of(Schema.Type.values()).filter(writer -> contain(writer, type)))
        .map(Excerpt::of)
        .toList();
  }

  private static Stream<Schema.Type> named(String excerpt) {
    return Stream.of(Schema.Type.values()).filter(type -> Excerpt.of(type).equals(excerpt));
  }
}
