package dev.stele.serde.internal.messages;

import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.serde.internal.Place;
import java.io.IOException;
import java.util.Optional;

/** What a deserializer knows of one schema language. Thread-safe. */
public interface ReadFormat {
  SchemaType type();

  /** The full name of the record or message a schema is of; empty if it has none. */
  Optional<String> recordName(SchemaSource schema);

  /**
   * Whether a schema may be of several messages, so that {@link #recordName} is the first one's.
   */
  default boolean hasSeveralMessages() {
    return false;
  }

  /** Makes what decodes payloads, once for each topic, schema and class to read into. */
  PayloadReader reader(Place place, Reading reading) throws IOException;
}
