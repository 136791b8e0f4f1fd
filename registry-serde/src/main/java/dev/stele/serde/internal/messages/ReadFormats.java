package dev.stele.serde.internal.messages;

import dev.stele.schema.SchemaType;
import dev.stele.serde.internal.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats one deserializer reads. Thread-safe. */
public final class ReadFormats {
  private final List<ReadFormat> formats;

  public ReadFormats(List<ReadFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  ReadFormat of(Place place, SchemaType type) {
    for (ReadFormat format : formats) {
      if (format.type().equals(type)) {
        return format;
      }
    }
    throw place.failed(
        "the schema is of type "
            + type
            + ", which this deserializer does not read ("
            + formats.stream().map(format -> format.type().name()).collect(Collectors.joining(", "))
            + " it does): take the deserializer of that type, or SteleDeserializer"
            + artifact(type)
                .map(name -> ", with the artifact dev.stele:" + name + " on the class path")
                .orElse(""));
  }

  /** The artifact that brings a format. */
  private static Optional<String> artifact(SchemaType type) {
    if (type.equals(SchemaType.AVRO)) {
      return Optional.of("registry-serde");
    }
    if (type.equals(SchemaType.JSON)) {
      return Optional.of("registry-serde-json");
    }
    return type.equals(SchemaType.PROTOBUF)
        ? Optional.of("registry-serde-protobuf")
        : Optional.empty();
  }
}
