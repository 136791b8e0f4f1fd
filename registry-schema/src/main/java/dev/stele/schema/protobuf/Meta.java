package dev.stele.schema.protobuf;

import static java.util.stream.Collectors.joining;

import com.squareup.wire.schema.internal.parser.OptionElement;
import dev.stele.schema.logical.Annotated;
import dev.stele.schema.logical.LogicalType.Check;
import dev.stele.schema.logical.Notes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the options of {@code confluent/meta.proto} say of a message, a field, an enum or a
 * constant.
 *
 * @param params all of them, those that say how a type is written, too
 */
record Meta(
    @Nullable String doc, List<String> tags, Map<String, String> params, List<Check> checks) {
  static final String MESSAGE = "confluent.message_meta";
  static final String FIELD = "confluent.field_meta";
  static final String ENUM = "confluent.enum_meta";
  static final String ENUM_VALUE = "confluent.enum_value_meta";

  /** Declared by itself, though it is inside of another: not made up for a field. */
  static final String NAMED = "logical.named";

  static final String DEFAULT = "logical.default";
  static final String NOT_NULL = "flink.notNull";

  /** What a field holds is only there to hold its one field, {@link #WRAPPED_FIELD}. */
  static final String WRAPPED = "flink.wrapped";

  static final String WRAPPED_FIELD = "value";
  static final String PRECISION = "precision";
  static final String SCALE = "scale";

  private static final Meta NOTHING = new Meta(null, List.of(), Map.of(), List.of());

  /**
   * What options say.
   *
   * @param scope where they stand
   * @param name the option's full name
   * @throws dev.stele.schema.InvalidSchemaException if an option has too many values
   */
  static Meta of(List<OptionElement> options, Scope scope, String name) {
    for (OptionElement option :
        options.isEmpty() ? options : new OptionNormalForm(scope).of(options)) {
      if (option.isParenthesized()
          && option.getName().equals(name)
          && option.getValue() instanceof Map<?, ?> members) {
        return of(members);
      }
    }
    return NOTHING;
  }

  private static Meta of(Map<?, ?> members) {
    Map<String, String> params = new LinkedHashMap<>();
    for (Object entry : elements(members.get("params"))) {
      if (entry instanceof Map<?, ?> param) {
        params.put(String.valueOf(param.get("key")), String.valueOf(param.get("value")));
      }
    }
    List<String> tags = new ArrayList<>();
    elements(members.get("tags")).forEach(tag -> tags.add(String.valueOf(tag)));
    String doc = members.get("doc") instanceof String text && !text.isBlank() ? text : null;
    return new Meta(doc, tags, params, Annotated.checks(elements(members.get("rules"))));
  }

  private static List<?> elements(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  Optional<String> param(String name) {
    return Optional.ofNullable(params.get(name));
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(params.get(name));
  }

  /** A number; what is none is not there. */
  Optional<Integer> number(String name) {
    return param(name).filter(text -> text.matches("[0-9]{1,9}")).map(Integer::valueOf);
  }

  /** What people said, without what says how a type is written. */
  Notes notes() {
    Map<String, String> own = new LinkedHashMap<>(params);
    own.keySet().removeIf(Meta::isReserved);
    return new Notes(doc, tags, own);
  }

  /**
   * The value of an option that says this.
   *
   * @param params besides those of the notes
   * @return empty if there is nothing to say
   */
  static String text(Notes notes, Map<String, String> params) {
    List<String> members = new ArrayList<>();
    if (notes.doc() != null) {
      members.add("doc: " + OptionPrinter.quoted(notes.doc()));
    }
    Map<String, String> all = new LinkedHashMap<>(params);
    all.putAll(notes.params());
    if (!all.isEmpty()) {
      members.add(
          all.entrySet().stream().map(Meta::param).collect(joining(", ", "params: [", "]")));
    }
    if (!notes.tags().isEmpty()) {
      members.add(
          notes.tags().stream().map(OptionPrinter::quoted).collect(joining(", ", "tags: [", "]")));
    }
    return members.isEmpty() ? "" : "{" + String.join(", ", members) + "}";
  }

  private static String param(Map.Entry<String, String> param) {
    return "{key: %s, value: %s}"
        .formatted(OptionPrinter.quoted(param.getKey()), OptionPrinter.quoted(param.getValue()));
  }

  private static boolean isReserved(String name) {
    return name.startsWith("flink.")
        || name.startsWith("connect.")
        || name.startsWith("logical.")
        || name.equals(PRECISION)
        || name.equals(SCALE);
  }
}
