package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.OptionElement;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaEntity;
import dev.stele.schema.SchemaEntity.Kind;
import dev.stele.schema.TagEdit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of one message or field, of which one holds its tags: {@code confluent/meta.proto}
 * declares it. It may be written in parts.
 */
final class MetaOptions {
  private static final String TAGS = "tags";

  private final String meta;
  private final List<OptionElement> options;

  private MetaOptions(String meta, List<OptionElement> options) {
    this.meta = meta;
    this.options = options;
  }

  static MetaOptions of(Kind kind, List<OptionElement> options) {
    String meta = kind == SchemaEntity.Kind.RECORD ? "message_meta" : "field_meta";
    return new MetaOptions(WellKnown.OPTIONS + meta, options);
  }

  /**
   * @throws InvalidSchemaException if there are too many
   */
  List<String> tags() {
    return elements(members().getOrDefault(TAGS, List.of())).stream()
        .map(Object::toString)
        .toList();
  }

  /** All members of the message that holds the tags; none if there is no such message. */
  private Map<String, Object> members() {
    UnitedValue united = new UnitedValue();
    united.add(Map.of());
    for (OptionElement option : options) {
      if (name(option).equals(meta)) {
        united.add(OptionValue.withoutPath(option));
      }
    }
    Map<String, Object> members = new LinkedHashMap<>();
    if (united.value() instanceof Map<?, ?> message) {
      message.forEach((name, value) -> members.put(name.toString(), value));
    }
    return members;
  }

  private static List<?> elements(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  /**
   * The options with other tags, and as the reference registry leaves them: each name once and
   * without paths, in the order of its hash map of names. What is repeated stays so.
   *
   * @throws InvalidSchemaException if there are too many tags
   */
  List<OptionElement> edited(TagEdit edit) {
    Map<String, Object> members = members();
    List<String> tags = edit.applied(tags());
    if (tags.isEmpty()) {
      members.remove(TAGS);
    } else {
      members.put(TAGS, tags);
    }
    Map<String, List<OptionElement>> byName = new HashMap<>();
    for (OptionElement option : options) {
      byName.computeIfAbsent(name(option), name -> new ArrayList<>()).add(option);
    }
    byName.remove(meta);
    if (!members.isEmpty()) {
      byName.put(meta, List.of(OptionValue.option(meta, true, members)));
    }
    return byName.values().stream().flatMap(List::stream).toList();
  }

  private static String name(OptionElement option) {
    return option.getName().startsWith(".") ? option.getName().substring(1) : option.getName();
  }
}
