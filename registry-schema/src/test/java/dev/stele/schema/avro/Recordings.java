package dev.stele.schema.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
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
final class Recordings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Recordings() {}

  static List<JsonNode> of(String name) {
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

  static SchemaSource source(String text, SchemaSource.Dependency... dependencies) {
    return new SchemaSource(SchemaType.AVRO, text, List.of(dependencies));
  }

  static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(element -> strings.add(element.asText()));
    return strings;
  }
}
