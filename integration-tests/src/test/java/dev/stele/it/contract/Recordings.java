package dev.stele.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Reads the recordings: packed files with one JSON object a line. */
final class Recordings {
  static final JsonMapper JSON = new JsonMapper();

  private Recordings() {}

  static List<JsonNode> lines(String name) {
    String resource = "/conformance/" + name + ".jsonl.gz";
    try (InputStream packed = Recordings.class.getResourceAsStream(resource);
        InputStream text = new GZIPInputStream(Objects.requireNonNull(packed, resource));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      return lines.lines().map(Recordings::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
