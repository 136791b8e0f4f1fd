package dev.stele.it.serde;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.SchemaType;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** What an application of ours has in its hands: the serdes of a format, and its values. */
public interface OurFormat {
  static List<OurFormat> all() {
    return List.of(new OurAvroFormat(), new OurJsonFormat(), new OurProtobufFormat());
  }

  static OurFormat of(SchemaType type) {
    return all().stream().filter(format -> format.type().equals(type)).findFirst().orElseThrow();
  }

  SchemaType type();

  Serializer<Object> serializer();

  Deserializer<Object> deserializer();

  /** The value to send. */
  Object value(Exchange exchange);

  /** A value that was received, in JSON as {@link #expected} has it. */
  JsonNode shown(Exchange exchange, Object value);

  /** The exchange's value in JSON as this side shows it. */
  JsonNode expected(Exchange exchange);

  /** A value of a schema that is like no other's: a record or message called {@code NumberN}. */
  Object valueOfSchema(int number);

  /** The value's schema, as the serializer recognizes it. */
  Object schema(Object value);
}
