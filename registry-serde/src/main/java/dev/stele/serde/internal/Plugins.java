package dev.stele.serde.internal;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Makes the object a setting names by its class. */
public final class Plugins {
  private Plugins() {}

  /**
   * An object of a setting: given as such, as a class, or as the name of one.
   *
   * @param known the names that stand for classes of this module, which migrating users have set
   * @throws ConfigException if there is no such class, or it is of another type
   */
  public static <T> T of(
      String setting, Object value, Class<T> type, Map<String, Supplier<? extends T>> known) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    Supplier<? extends T> ours = known.get(text(value));
    if (ours != null) {
      return ours.get();
    }
    Class<?> found;
    try {
      found = value instanceof Class<?> given ? given : Classes.find(text(value));
    } catch (ClassNotFoundException e) {
      String why = e.getCause() == null ? "" : ": " + e.getMessage();
      throw new ConfigException(setting, text(value), "there is no such class" + why);
    }
    if (!type.isAssignableFrom(found)) {
      throw new ConfigException(
          setting, text(value), "the class does not implement " + type.getName());
    }
    return type.cast(Utils.newInstance(found));
  }

  /** A value as text: the name of a class, empty for null. */
  public static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Class<?> type ? type.getName() : value.toString().strip();
  }
}
