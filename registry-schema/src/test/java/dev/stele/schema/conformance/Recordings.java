package dev.stele.schema.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  public static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(element -> strings.add(element.asText()));
    return strings;
  }
}
