package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The schemas of schemas that an old document may refer to without a reference. */
final class MetaSchemas {
  private static final Map<String, JsonNode> BY_URI =
      Map.of(
          "http://json-schema.org/draft-04/schema", read("draft-04.json"),
          "http://json-schema.org/draft-06/schema", read("draft-06.json"),
          "http://json-schema.org/draft-07/schema", read("draft-07.json"));

  private MetaSchemas() {}

  /** Null if there is none with this identifier. */
  static @Nullable JsonNode of(String uri) {
    return BY_URI.get(uri);
  }

  private static JsonNode read(String resource) {
    try (InputStream text =
        Objects.requireNonNull(MetaSchemas.class.getResourceAsStream(resource), resource)) {
      return new JsonTexts().read(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
