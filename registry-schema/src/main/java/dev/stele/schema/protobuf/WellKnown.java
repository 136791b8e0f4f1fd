package dev.stele.schema.protobuf;

import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The files that every schema may import without a reference. */
final class WellKnown {
  /** What the full names of options begin with that these files declare. */
  static final String OPTIONS = "confluent.";

  private static final Map<String, ProtoFileElement> FILES = new HashMap<>();

  static {
    // Those of Protobuf stand in the library's jar, the others beside this class.
    load(
        "/",
        "google/protobuf/",
        List.of(
            "any",
            "api",
            "descriptor",
            "duration",
            "empty",
            "field_mask",
            "source_context",
            "struct",
            "timestamp",
            "type",
            "wrappers"));
    load(
        "",
        "google/type/",
        List.of(
            "calendar_period",
            "color",
            "date",
            "datetime",
            "dayofweek",
            "decimal",
            "expr",
            "fraction",
            "interval",
            "latlng",
            "money",
            "month",
            "phone_number",
            "postal_address",
            "quaternion",
            "timeofday"));
    load("", "confluent/", List.of("meta"));
    load("", "confluent/type/", List.of("decimal", "variant"));
  }

  private WellKnown() {}

  /**
   * The file with a path.
   *
   * @return empty if it is not one that everybody knows
   */
  static Optional<ProtoFileElement> file(String path) {
    return Optional.ofNullable(FILES.get(path));
  }

  /** All files by path. */
  static Map<String, ProtoFileElement> files() {
    return Collections.unmodifiableMap(FILES);
  }

  private static void load(String from, String folder, List<String> names) {
    for (String name : names) {
      String path = folder + name + ".proto";
      FILES.put(path, ProtoParser.Companion.parse(Location.get(path), text(from + path)));
    }
  }

  private static String text(String resource) {
    try (InputStream file =
        Objects.requireNonNull(WellKnown.class.getResourceAsStream(resource), resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
