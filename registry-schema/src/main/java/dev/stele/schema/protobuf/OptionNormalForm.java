package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.OptionElement.Kind;
import com.squareup.wire.schema.internal.parser.OptionElement.OptionPrimitive;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.protobuf.Scope.Extension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Options in normal form: sorted by name, members of messages too, numbers in decimals, no list of
 * one or none inside of another value. What is known to be an extension has its full name; a path
 * into it is the message that the path goes into, and what is not repeated stands there once.
 */
final class OptionNormalForm {
  private final Scope scope;

  /**
   * @param scope where the names of extensions are looked up from
   */
  OptionNormalForm(Scope scope) {
    this.scope = scope;
  }

  /**
   * @throws InvalidSchemaException if a member of a known option has too many values
   */
  List<OptionElement> of(List<OptionElement> options) {
    List<OptionElement> normal = new ArrayList<>();
    Map<String, UnitedValue> united = new LinkedHashMap<>();
    for (OptionElement option : options) {
      Optional<Extension> extension = extension(option);
      if (extension.isEmpty()) {
        normal.add(option);
        continue;
      }
      String name = extension.get().fullName();
      Object value = OptionValue.withoutPath(option);
      if (extension.get().isRepeated()) {
        normal.add(OptionValue.option(name, true, value));
      } else {
        united.computeIfAbsent(name, single -> new UnitedValue()).add(value);
      }
    }
    united.forEach((name, value) -> normal.add(OptionValue.option(name, true, value.value())));
    return normal.stream()
        .sorted(Comparator.comparing(OptionElement::getName))
        .map(this::withNormalValue)
        .toList();
  }

  private Optional<Extension> extension(OptionElement option) {
    return option.isParenthesized() ? scope.resolveExtension(option.getName()) : Optional.empty();
  }

  private OptionElement withNormalValue(OptionElement option) {
    Object value =
        switch (option.getKind()) {
          case OPTION -> withNormalValue((OptionElement) option.getValue());
          case LIST -> normalElements((List<?>) option.getValue());
          default -> normal(OptionValue.of(option));
        };
    return OptionValue.option(option.getName(), option.isParenthesized(), value);
  }

  private Object normal(Object value) {
    if (value instanceof Map<?, ?> members) {
      return normalMembers(members);
    }
    if (value instanceof List<?> elements) {
      return elements.size() == 1 ? normal(elements.get(0)) : normalElements(elements);
    }
    if (value instanceof OptionPrimitive number && number.getKind() == Kind.NUMBER) {
      return new OptionPrimitive(Kind.NUMBER, Numbers.decimal(number.getValue().toString()));
    }
    return value;
  }

  private List<Object> normalElements(List<?> elements) {
    return elements.stream().map(this::normal).toList();
  }

  private Map<String, Object> normalMembers(Map<?, ?> members) {
    Map<String, Object> sorted = new TreeMap<>();
    members.forEach(
        (name, member) -> {
          if (!(member instanceof List<?> elements && elements.isEmpty())) {
            sorted.putIfAbsent(memberName(name.toString()), normal(member));
          }
        });
    return sorted;
  }

  /** The name of a member; in brackets it is an extension's. */
  private String memberName(String name) {
    if (!name.startsWith("[") || !name.endsWith("]")) {
      return name;
    }
    return scope
        .resolveExtension(name.substring(1, name.length() - 1))
        .map(extension -> "[" + extension.fullName() + "]")
        .orElse(name);
  }
}
