package dev.stele.serde.json.internal.generator;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keywords that annotations of a property stand for: those of Bean Validation, and the ones for
 * defaults and examples of the reference's generator. Thread-safe.
 */
final class Constraints {
  private final NamedAnnotation notNull = constraint("NotNull");
  private final NamedAnnotation notBlank = constraint("NotBlank");
  private final NamedAnnotation notEmpty = constraint("NotEmpty");
  private final NamedAnnotation pattern = constraint("Pattern");
  private final NamedAnnotation patterns = constraint("Pattern$List");
  private final NamedAnnotation email = constraint("Email");
  private final NamedAnnotation size = constraint("Size");
  private final NamedAnnotation min = constraint("Min");
  private final NamedAnnotation max = constraint("Max");
  private final NamedAnnotation decimalMin = constraint("DecimalMin");
  private final NamedAnnotation decimalMax = constraint("DecimalMax");
  private final NamedAnnotation defaultValue = Keywords.annotation("JsonSchemaDefault");
  private final NamedAnnotation examples = Keywords.annotation("JsonSchemaExamples");
  private final Keywords keywords = new Keywords();

  private static NamedAnnotation constraint(String name) {
    return new NamedAnnotation(
        "jakarta.validation.constraints." + name, "javax.validation.constraints." + name);
  }

  Keywords keywords() {
    return keywords;
  }

  boolean require(@Nullable BeanProperty property) {
    return notNull.on(property).isPresent()
        || notBlank.on(property).isPresent()
        || notEmpty.on(property).isPresent();
  }

  void ofString(@Nullable BeanProperty property, ObjectNode node) {
    boolean blankRefused = notBlank.on(property).isPresent();
    if (blankRefused) {
      node.put("pattern", "^.*\\S+.*$");
    }
    pattern.on(property).ifPresent(found -> node.put("pattern", found.text("regexp")));
    patterns
        .on(property)
        .ifPresent(
            found -> {
              StringBuilder all = new StringBuilder("^");
              found
                  .nested("value")
                  .forEach(one -> all.append("(?=").append(one.text("regexp")).append(")"));
              node.put("pattern", all.append(".*$").toString());
            });
    defaultValue(property).ifPresent(text -> node.put("default", text));
    examples(property, node);
    email.on(property).ifPresent(found -> node.put("format", "email"));
    Optional<NamedAnnotation.Found> sizes = size.on(property);
    if (sizes.isPresent()) {
      long shortest = sizes.get().number("min");
      long longest = sizes.get().number("max");
      if (shortest != 0) {
        node.put("minLength", (int) shortest);
      }
      if (longest != Integer.MAX_VALUE) {
        node.put("maxLength", (int) longest);
      }
    } else if (blankRefused || notEmpty.on(property).isPresent()) {
      node.put("minLength", 1);
    }
  }

  void ofArray(@Nullable BeanProperty property, ObjectNode node) {
    size.on(property)
        .ifPresent(
            found -> {
              node.put("minItems", (int) found.number("min"));
              node.put("maxItems", (int) found.number("max"));
            });
    notEmpty.on(property).ifPresent(found -> node.put("minItems", 1));
    defaultValue(property).ifPresent(text -> node.put("default", text));
  }

  void ofNumber(@Nullable BeanProperty property, ObjectNode node) {
    bounds(property, node);
    decimalMin
        .on(property)
        .ifPresent(found -> node.put("minimum", Double.parseDouble(found.text("value"))));
    decimalMax
        .on(property)
        .ifPresent(found -> node.put("maximum", Double.parseDouble(found.text("value"))));
    defaultValue(property).ifPresent(text -> node.put("default", Double.parseDouble(text)));
    examples(property, node);
  }

  void ofInteger(@Nullable BeanProperty property, ObjectNode node) {
    bounds(property, node);
    defaultValue(property).ifPresent(text -> node.put("default", Long.parseLong(text)));
    examples(property, node);
  }

  private void bounds(@Nullable BeanProperty property, ObjectNode node) {
    min.on(property).ifPresent(found -> node.put("minimum", found.number("value")));
    max.on(property).ifPresent(found -> node.put("maximum", found.number("value")));
  }

  void ofBoolean(@Nullable BeanProperty property, ObjectNode node) {
    defaultValue(property).ifPresent(text -> node.put("default", Boolean.parseBoolean(text)));
  }

  void ofMap(@Nullable BeanProperty property, ObjectNode node) {
    notEmpty.on(property).ifPresent(found -> node.put("minProperties", 1));
    ofObject(property, node);
  }

  void ofObject(@Nullable BeanProperty property, ObjectNode node) {
    defaultValue(property).ifPresent(text -> node.put("default", text));
  }

  private Optional<String> defaultValue(@Nullable BeanProperty property) {
    if (property == null) {
      return Optional.empty();
    }
    JsonProperty given = property.getAnnotation(JsonProperty.class);
    return given != null && !given.defaultValue().isEmpty()
        ? Optional.of(given.defaultValue())
        : defaultValue.on(property).map(found -> found.text("value"));
  }

  private void examples(@Nullable BeanProperty property, ObjectNode node) {
    examples
        .on(property)
        .ifPresent(
            found -> {
              ArrayNode values = node.putArray("examples");
              found.texts("value").forEach(values::add);
            });
  }
}
