package dev.stele.schema.protobuf;

import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value of an option that was written more than once although it is not repeated. Of messages
 * all members count, of one name all that differ, as a list; of other values the last.
 */
final class UnitedValue {
  /** How many values of one member are compared with each other; tags in use are a few. */
  static final int MAX_VALUES = 1_000;

  private @Nullable Object last;
  private final Map<Object, Object> members = new LinkedHashMap<>();
  private final Map<Object, Set<Object>> several = new LinkedHashMap<>();

  /**
   * @throws InvalidSchemaException if a member has too many values
   */
  void add(Object value) {
    if (!(last instanceof Map && value instanceof Map)) {
      members.clear();
      several.clear();
    }
    last = value;
    if (value instanceof Map<?, ?> message) {
      message.forEach(this::addMember);
    }
  }

  private void addMember(Object name, Object value) {
    Object first = members.putIfAbsent(name, value);
    if (first == null) {
      return;
    }
    Set<Object> values =
        several.computeIfAbsent(name, member -> new LinkedHashSet<>(elements(first)));
    values.addAll(elements(value));
    if (values.size() > MAX_VALUES) {
      throw new InvalidSchemaException(
          Phase.VALIDATE, "More than " + MAX_VALUES + " values of an option's member " + name);
    }
  }

  private static Collection<?> elements(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  /**
   * The value that all those added make.
   *
   * @throws NullPointerException if there is none
   */
  Object value() {
    if (!(last instanceof Map)) {
      return Objects.requireNonNull(last);
    }
    Map<Object, Object> all = new LinkedHashMap<>(members);
    several.forEach((name, values) -> all.put(name, new ArrayList<>(values)));
    return all;
  }
}
