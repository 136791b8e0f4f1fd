package dev.stele.schema.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.SchemaType;
import dev.stele.schema.conformance.Recordings;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Texts that the reference accepted, broken at random. */
public final class BrokenTexts {
  private static final int LONGEST_CUT = 12;

  private final Random random;
  private final List<String> texts;
  private final List<String> pieces;

  /**
   * @param pieces what is put into the texts: parts of the language, and what does not belong there
   */
  public BrokenTexts(SchemaType type, List<String> pieces, Random random) {
    this.random = random;
    this.pieces = List.copyOf(pieces);
    this.texts = accepted(type).toList();
  }

  /** The recorded texts of a format that were accepted. */
  public static Stream<String> accepted(SchemaType type) {
    return Recordings.of("parse").stream()
        .filter(line -> line.get("format").asText().equals(type.name()))
        .filter(line -> line.get("plain").get("accepted").asBoolean())
        .map(line -> line.get("schema"))
        .map(JsonNode::asText);
  }

  /** One of the texts with one or two changes. */
  public String next() {
    StringBuilder broken = new StringBuilder(texts.get(random.nextInt(texts.size())));
    for (int i = random.nextInt(2); i >= 0; i--) {
      int start = random.nextInt(broken.length() + 1);
      int end = Math.min(broken.length(), start + random.nextInt(LONGEST_CUT));
      switch (random.nextInt(4)) {
        case 0 -> broken.delete(start, end);
        case 1 -> broken.insert(start, piece());
        case 2 -> broken.replace(start, end, piece());
        default -> broken.insert(random.nextInt(broken.length() + 1), broken.substring(start, end));
      }
    }
    return broken.toString();
  }

  private String piece() {
    return pieces.get(random.nextInt(pieces.size()));
  }
}
