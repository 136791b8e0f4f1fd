package dev.stele.schema.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stele.schema.SchemaSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** What the reference registry answered, one JSON object a line. */
public final class Recordings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Recordings() {}

  /** The lines of a file, named without {@code .jsonl.gz}. */
  public static List<JsonNode> of(String name) {
    String path = "/conformance/" + name + ".jsonl.gz";
    try (InputStream file =
            Objects.requireNonNull(Recordings.class.getResourceAsStream(path), path);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      List<JsonNode> recordings = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        recordings.add(JSON.readTree(line));
      }
      return recordings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a refusal says behind the frame that the server adds, which names the type and mostly
   * quotes the request.
   */
  static String details(String message, SchemaSource source) {
    String frameEnd = ",schema=" + source.text() + ",schemaTags=null,";
    int frame = message.indexOf(frameEnd);
    String unframed =
        "Invalid schema of type %1$s, details: Invalid schema of type %1$s, details: "
            .formatted(source.type());
    if (frame < 0 && message.startsWith(unframed)) {
      return message.substring(unframed.length());
    }
    assertThat(frame).as("frame in: %s", message).isNotNegative();
    String rest = message.substring(frame + frameEnd.length());
    String separator = ", details: ";
    return rest.substring(rest.indexOf(separator) + separator.length());
  }

  /** Without the number of a name that Avro makes up, which grows while a process lives. */
  static String masked(String message) {
    return message.replaceAll("UnresolvedSchema_\\d+", "UnresolvedSchema_#");
  }

  public static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(element -> strings.add(element.asText()));
    return strings;
  }
}
