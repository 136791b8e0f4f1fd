package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.OptionElement.Kind;
import com.squareup.wire.schema.internal.parser.OptionElement.OptionPrimitive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Options in normal form: sorted by name, each name once. A path into an option's message becomes
 * that message; members of messages are sorted; a list of one element is that element; numbers are
 * decimal.
 */
final class OptionNormalForm {
  private OptionNormalForm() {}

  static List<OptionElement> of(List<OptionElement> options) {
    Map<String, OptionElement> normal = new TreeMap<>();
    for (OptionElement option : options) {
      normal.merge(
          option.getName() + (option.isParenthesized() ? " ()" : ""),
          withValue(option, value(option)),
          option.getKind() == Kind.OPTION
              ? (before, path) ->
                  withValue(before, united(OptionValue.of(before), OptionValue.of(path)))
              : (before, another) ->
                  withValue(before, listed(OptionValue.of(before), OptionValue.of(another))));
    }
    return List.copyOf(normal.values());
  }

  private static OptionElement withValue(OptionElement option, Object value) {
    return OptionValue.option(option.getName(), option.isParenthesized(), value);
  }

  /** The value of an option; of one that is a path, the message that the path goes into. */
  private static Object value(OptionElement option) {
    Deque<String> path = new ArrayDeque<>();
    OptionElement last = option;
    while (last.getKind() == Kind.OPTION) {
      last = (OptionElement) last.getValue();
      path.push(last.isParenthesized() ? "[" + last.getName() + "]" : last.getName());
    }
    Object value = normal(OptionValue.of(last));
    for (String name : path) {
      Map<String, Object> message = new TreeMap<>();
      message.put(name, value);
      value = message;
    }
    return value;
  }

  /** A copy of a value, whose messages and lists can be added to. */
  private static Object normal(Object value) {
    if (value instanceof Map<?, ?> members) {
      Map<String, Object> sorted = new TreeMap<>();
      members.forEach((name, member) -> sorted.put(name.toString(), normal(member)));
      return sorted;
    }
    if (value instanceof List<?> elements) {
      return elements.size() == 1
          ? normal(elements.get(0))
          : elements.stream()
              .map(OptionNormalForm::normal)
              .collect(Collectors.toCollection(ArrayList::new));
    }
    if (value instanceof OptionPrimitive number && number.getKind() == Kind.NUMBER) {
      return new OptionPrimitive(Kind.NUMBER, Numbers.decimal(number.getValue().toString()));
    }
    return value;
  }

  /** Two values of one name, the first added to: messages become one, all others a list. */
  @SuppressWarnings("unchecked") // normal maps are from strings
  private static Object united(Object one, Object other) {
    if (one instanceof Map && other instanceof Map) {
      Map<String, Object> members = (Map<String, Object>) one;
      ((Map<String, Object>) other)
          .forEach((name, value) -> members.merge(name, value, OptionNormalForm::united));
      return members;
    }
    return listed(one, other);
  }

  /** A list of two values of one name, or the first, if it is a list, added to. */
  @SuppressWarnings("unchecked") // normal lists are of objects
  private static Object listed(Object one, Object other) {
    List<Object> both = one instanceof List ? (List<Object>) one : new ArrayList<>(List.of(one));
    if (other instanceof List<?> elements) {
      both.addAll(elements);
    } else {
      both.add(other);
    }
    return both.size() == 1 ? both.get(0) : both;
  }
}
