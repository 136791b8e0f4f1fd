package dev.stele.it.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.SchemaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A value that clients of others and ours give to each other: a case of {@code
 * resources/interop/FORMAT.json}. Bytes of Avro stand in it as {@code {"$bytes": "…"}}, a character
 * for each.
 */
public record Exchange(JsonNode json) {
  public static Stream<Exchange> all(SchemaType format) {
    String file = "/interop/" + format.name().toLowerCase(Locale.ROOT) + ".json";
    try (InputStream in = Objects.requireNonNull(Exchange.class.getResourceAsStream(file))) {
      JsonNode cases = new JsonMapper().readTree(in);
      return StreamSupport.stream(cases.spliterator(), false).map(Exchange::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Exchange named(SchemaType format, String name) {
    return all(format).filter(exchange -> exchange.name().equals(name)).findFirst().orElseThrow();
  }

  /** Of Avro or JSON. */
  public static Exchange of(String name, String schema, String value) {
    try {
      JsonMapper json = new JsonMapper();
      ObjectNode exchange = json.createObjectNode().put("name", name);
      exchange.set("schema", json.readTree(schema));
      exchange.set("value", json.readTree(value));
      return new Exchange(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return json.get("name").textValue();
  }

  /** The text of the schema: of Avro and JSON. */
  public String schema() {
    return json.get("schema").toString();
  }

  /** Whether this is Avro's top-level bytes, which many clients write with a length. */
  public boolean isBareBytes() {
    return json.path("schema").asText().equals("bytes");
  }

  /** Each a {@code FileDescriptorProto}, after those that it imports: of Protobuf. */
  public JsonNode files() {
    return json.get("files");
  }

  /** The full name of the message: of Protobuf. */
  public String type() {
    return json.get("type").textValue();
  }

  /** The message's indexes in hex as they stand on the wire: of Protobuf. */
  public String indexes() {
    return json.path("indexes").asText("00");
  }

  /** The value as others show it. */
  public JsonNode value() {
    return json.get("value");
  }

  /** The value in JSON as our Avro reads it; others may show theirs in another way. */
  public Optional<JsonNode> ours() {
    return Optional.ofNullable(json.get("ours"));
  }

  @Override
  public String toString() {
    return name();
  }
}
