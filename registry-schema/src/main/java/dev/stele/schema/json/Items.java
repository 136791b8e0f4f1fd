package dev.stele.schema.json;

import dev.stele.schema.json.Keyword.Comparison;
import java.util.List;

/** How the keywords of arrays compare that are about single items. */
final class Items {
  private Items() {}

  /** One schema for all. */
  static Comparison<Shape> each() {
    return (reader, writer, pair, name) -> pair.compare(reader, writer, name);
  }

  /** One schema for each place. */
  static Comparison<List<Shape>> tuple() {
    return (reader, writer, pair, name) -> {
      List<Shape> readers = reader == null ? List.of() : reader;
      List<Shape> writers = writer == null ? List.of() : writer;
      for (int i = 0; i < Math.max(readers.size(), writers.size()); i++) {
        pair.count(1);
        String step = Integer.toString(i);
        if (i >= readers.size()) {
          removed(writers.get(i), pair, name, step);
        } else if (i >= writers.size()) {
          added(readers.get(i), pair, name, step);
        } else {
          pair.compare(readers.get(i), writers.get(i), name, step);
        }
      }
    };
  }

  private static void removed(Shape writer, Pair pair, String... steps) {
    ContentModel model = ContentModel.ofTuple(pair.reader());
    Shape cover = model.cover();
    if (cover != null) {
      if (!pair.compare(cover, writer, steps)) {
        pair.found(
            JsonRule.ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
            cover,
            writer,
            steps);
      }
    } else if (!model.open() && writer != Shape.FALSE) {
      pair.found(JsonRule.ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL, null, writer, steps);
    }
  }

  private static void added(Shape reader, Pair pair, String... steps) {
    ContentModel model = ContentModel.ofTuple(pair.writer());
    Shape cover = model.cover();
    if (cover != null) {
      if (!pair.compare(reader, cover, steps)) {
        pair.found(
            JsonRule.ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL, reader, cover, steps);
      }
    } else if (model.open() && reader.kind() != Kind.ANY) {
      pair.found(JsonRule.ITEM_ADDED_TO_OPEN_CONTENT_MODEL, reader, null, steps);
    }
  }

  /**
   * For the schema of what is left over by named properties or items. Absent and {@code true} say
   * the same.
   *
   * @param removed what a reader breaks that forbids what a writer allows
   * @param narrowed what a reader breaks that restricts what a writer does not
   */
  static Comparison<Shape> additional(JsonRule removed, JsonRule narrowed) {
    Comparison<Shape> rest = unevaluated(removed, narrowed);
    return (reader, writer, pair, name) ->
        rest.compare(reader == Shape.TRUE ? null : reader, writer, pair, name);
  }

  /**
   * The same, but {@code true} is a restriction where nothing was. So the reference has it, against
   * the specification.
   */
  static Comparison<Shape> unevaluated(JsonRule removed, JsonRule narrowed) {
    return (reader, writer, pair, name) -> {
      if (reader == null || writer == Shape.FALSE || (reader == Shape.TRUE && writer != null)) {
        return;
      }
      if (reader == Shape.FALSE) {
        pair.found(removed, reader, writer, name);
      } else if (writer == null || writer == Shape.TRUE) {
        pair.found(narrowed, reader, writer, name);
      } else {
        pair.compare(reader, writer, name);
      }
    };
  }
}
