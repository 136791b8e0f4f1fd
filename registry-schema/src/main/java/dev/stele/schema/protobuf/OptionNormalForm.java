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
      value = Map.of(name, value);
    }
    return value;
  }

  private static Object normal(Object value) {
    if (value instanceof Map<?, ?> members) {
      Map<String, Object> sorted = new TreeMap<>();
      members.forEach((name, member) -> sorted.put(name.toString(), normal(member)));
      return sorted;
    }
    if (value instanceof List<?> elements) {
      return elements.size() == 1
          ? normal(elements.get(0))
          : elements.stream().map(OptionNormalForm::normal).toList();
    }
    if (value instanceof OptionPrimitive number && number.getKind() == Kind.NUMBER) {
      return new OptionPrimitive(Kind.NUMBER, Numbers.decimal(number.getValue().toString()));
    }
    return value;
  }

  /** Two values of one name: messages become one, all others a list. */
  private static Object united(Object one, Object other) {
    if (one instanceof Map<?, ?> members && other instanceof Map<?, ?> more) {
      Map<String, Object> united = new TreeMap<>();
      members.forEach((name, value) -> united.put(name.toString(), value));
      more.forEach((name, value) -> united.merge(name.toString(), value, OptionNormalForm::united));
      return united;
    }
    return listed(one, other);
  }

  private static Object listed(Object one, Object other) {
    List<Object> both = new ArrayList<>();
    both.addAll(one instanceof List<?> elements ? elements : List.of(one));
    both.addAll(other instanceof List<?> elements ? elements : List.of(other));
    return both;
  }
}
