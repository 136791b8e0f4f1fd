package dev.stele.serde.internal.messages;

import dev.stele.schema.SchemaType;
import dev.stele.serde.internal.Place;
import java.util.List;
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
    String known =
        formats.stream().map(format -> format.type().name()).collect(Collectors.joining(", "));
    throw place.failed(
        "the schema is of type "
            + type
            + ", and this deserializer reads "
            + known
            + "; use the deserializer of that type, or SteleDeserializer with that type's artifact"
            + " on the class path");
  }
}
