package dev.stele.serde.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads settings out of the map Kafka hands to a serializer, which holds the whole client's. */
public final class Settings {
  /** Every setting of the registry client may also be spelled with this in front. */
  public static final String CLIENT_PREFIX = "schema.registry.";

  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  private Settings() {}

  /**
   * The typed values of all settings the definition names, defaults included.
   *
   * @throws ConfigException if a value is missing or not of its type or range
   */
  public static AbstractConfig parse(ConfigDef definition, Map<String, ?> configs) {
    return parse(definition, configs, Set.of());
  }

  /**
   * As {@link #parse(ConfigDef, Map)}.
   *
   * @param plugins settings of type STRING that name classes: a class, or an object of one, is
   *     taken for its name
   */
  public static AbstractConfig parse(
      ConfigDef definition, Map<String, ?> configs, Set<String> plugins) {
    Map<String, Object> given = new HashMap<>();
    for (String name : definition.names()) {
      Object value = configs.get(name);
      if (value == null) {
        continue;
      }
      if (plugins.contains(name)) {
        given.put(name, className(value));
      } else {
        // Code hands over numbers of any width, and one alone where there may be a list.
        given.put(name, value instanceof Number ? value.toString() : value);
      }
    }
    // Not logged: the values hold secrets, and Kafka's own log of a client is long enough.
    return new AbstractConfig(definition, given, false);
  }

  private static String className(Object plugin) {
    if (plugin instanceof String name) {
      return name;
    }
    return (plugin instanceof Class<?> type ? type : plugin.getClass()).getName();
  }

  /**
   * The same map with the prefix taken off where what remains is a client's setting.
   *
   * @param names the client's settings
   * @param families beginnings of names that end as the user likes
   * @throws ConfigException if both spellings are there and differ
   */
  public static Map<String, Object> withoutPrefix(
      Map<String, ?> configs, Set<String> names, Set<String> families) {
    Map<String, Object> plain = new HashMap<>(configs);
    configs.forEach(
        (key, value) -> {
          if (!key.startsWith(CLIENT_PREFIX)) {
            return;
          }
          String name = key.substring(CLIENT_PREFIX.length());
          if (names.contains(name) || families.stream().anyMatch(name::startsWith)) {
            Object other = plain.put(name, value);
            if (other != null && !plain(other).equals(plain(value))) {
              throw new ConfigException(
                  "Both " + name + " and " + key + " are set, to different values: remove one");
            }
          }
        });
    return plain;
  }

  /** A password prints as the same stars as any other. */
  private static String plain(@Nullable Object value) {
    return value instanceof Password secret ? secret.value() : Objects.toString(value);
  }

  /** Warns of each key that is one edit away from one that is known. */
  public static void warnOfMisspelt(Collection<String> keys, Set<String> known) {
    for (String key : keys) {
      String name = key.startsWith(CLIENT_PREFIX) ? key.substring(CLIENT_PREFIX.length()) : key;
      if (known.contains(key) || known.contains(name)) {
        continue;
      }
      Optional<String> meant = Spelling.nearest(key, known).or(() -> Spelling.nearest(name, known));
      meant.ifPresent(
          near -> LOG.warn("Setting {} is not known and ignored; did you mean {}?", key, near));
    }
  }
}
