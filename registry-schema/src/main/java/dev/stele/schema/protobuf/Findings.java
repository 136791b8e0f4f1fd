package dev.stele.schema.protobuf;

import dev.stele.schema.Incompatibility;
import dev.stele.schema.Incompatibility.Place;
import java.util.ArrayList;
import java.util.List;

/** What a comparison has found so far. */
final class Findings {
  /** How many characters of places and details are spelled out before giving up. */
  static final int MAX_CHARS = 20_000_000;

  private final List<Incompatibility> found = new ArrayList<>();
  private int chars;

  void add(ProtobufRule rule, Place reader, Place writer, String detail) {
    add(new Incompatibility(rule, reader, writer, detail));
  }

  /**
   * @throws LimitExceededException if there are too many
   */
  void add(Incompatibility incompatibility) {
    chars += chars(incompatibility.reader()) + chars(incompatibility.writer());
    chars += incompatibility.detail().length();
    if (chars > MAX_CHARS) {
      throw new LimitExceededException("more than " + MAX_CHARS + " characters of differences");
    }
    found.add(incompatibility);
  }

  private static int chars(Place place) {
    return place.path().length() + (place.value() == null ? 0 : place.value().length());
  }

  int size() {
    return found.size();
  }

  /** Those found after the first ones. */
  List<Incompatibility> since(int size) {
    return List.copyOf(found.subList(size, found.size()));
  }
}
