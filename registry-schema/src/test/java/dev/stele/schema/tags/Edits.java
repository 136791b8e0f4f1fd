package dev.stele.schema.tags;

import dev.stele.schema.EntityTags;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaEntity;
import dev.stele.schema.SchemaEntity.Kind;
import dev.stele.schema.TagEdit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tags in short: {@code field n.R.a +PII -OLD} is an edit, {@code field n.R.a PII} what is read.
 */
public final class Edits {
  private Edits() {}

  /** Edits, one in each line. */
  public static List<TagEdit> edits(String lines) {
    List<EntityTags> added = new ArrayList<>();
    List<EntityTags> removed = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      String[] words = line.strip().split(" ", -1);
      SchemaEntity entity = new SchemaEntity(words[1], kind(words[0]));
      added.add(new EntityTags(entity, marked(words, "+")));
      removed.add(new EntityTags(entity, marked(words, "-")));
    }
    return TagEdit.of(added, removed);
  }

  /** The tags of a schema, a line for each entity. */
  public static String read(ParsedSchema schema) {
    StringBuilder lines = new StringBuilder();
    for (EntityTags tags : schema.tags()) {
      lines
          .append(tags.entity().kind() == Kind.FIELD ? "field " : "record ")
          .append(tags.entity().path())
          .append(' ')
          .append(String.join(" ", tags.tags()))
          .append('\n');
    }
    return lines.toString();
  }

  private static Kind kind(String word) {
    return word.equals("field") ? Kind.FIELD : Kind.RECORD;
  }

  private static List<String> marked(String[] words, String mark) {
    return Arrays.stream(words)
        .filter(word -> word.startsWith(mark))
        .map(word -> word.substring(1))
        .toList();
  }
}
