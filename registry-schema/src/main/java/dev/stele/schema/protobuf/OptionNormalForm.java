package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.OptionElement.Kind;
import com.squareup.wire.schema.internal.parser.OptionElement.OptionPrimitive;
import dev.stele.schema.protobuf.Scope.Extension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  List<OptionElement> of(List<OptionElement> options) {
    List<OptionElement> normal = new ArrayList<>();
    Map<String, Integer> single = new HashMap<>();
    for (OptionElement option : options) {
      Optional<Extension> extension = extension(option);
      if (extension.isEmpty()) {
        normal.add(option);
        continue;
      }
      String name = extension.get().fullName();
      OptionElement known = OptionValue.option(name, true, OptionValue.withoutPath(option));
      Integer before = extension.get().isRepeated() ? null : single.get(name);
      if (before == null) {
        single.put(name, normal.size());
        normal.add(known);
      } else {
        normal.set(before, united(normal.get(before), known));
      }
    }
    return normal.stream()
        .sorted(Comparator.comparing(OptionElement::getName))
        .map(this::withNormalValue)
        .toList();
  }

  private Optional<Extension> extension(OptionElement option) {
    return option.isParenthesized() ? scope.resolveExtension(option.getName()) : Optional.empty();
  }

  /** Messages have the members of both, of one name all values; otherwise the later counts. */
  private static OptionElement united(OptionElement before, OptionElement later) {
    if (!(before.getValue() instanceof Map<?, ?> members)
        || !(later.getValue() instanceof Map<?, ?> others)) {
      return later;
    }
    Map<Object, Object> both = new LinkedHashMap<>(members);
    others.forEach((name, value) -> both.merge(name, value, OptionNormalForm::distinct));
    return OptionValue.option(later.getName(), true, both);
  }

  private static List<Object> distinct(Object value, Object other) {
    Set<Object> values = new LinkedHashSet<>(elements(value));
    values.addAll(elements(other));
    return List.copyOf(values);
  }

  private static Collection<?> elements(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
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
