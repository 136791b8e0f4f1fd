package dev.stele.serde.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of other registries' clients that this version does not do. Those whose absence
 * would change what is sent, read or allowed are refused; the rest is ignored with a warning.
 */
public final class LaterSettings {
  private static final Logger LOG = LoggerFactory.getLogger(LaterSettings.class);
  private static final String ID_CLASSES = "io.confluent.kafka.serializers.schema.id.";

  /** Setting to the values that ask for nothing. */
  private static final Map<String, Set<String>> REFUSED =
      Map.ofEntries(
          Map.entry("use.schema.guid", Set.of()),
          Map.entry("use.latest.with.metadata", Set.of()),
          Map.entry("propagate.schema.tags", Set.of("false")),
          Map.entry("schema.format", Set.of()),
          Map.entry(
              "context.name.strategy",
              Set.of("io.confluent.kafka.serializers.context.NullContextNameStrategy")),
          Map.entry("rule.executors", Set.of()),
          Map.entry("rule.actions", Set.of()),
          Map.entry("validation.rules.execution", Set.of("DISABLED")),
          Map.entry("key.schema.id.serializer", Set.of(ID_CLASSES + "PrefixSchemaIdSerializer")),
          Map.entry("value.schema.id.serializer", Set.of(ID_CLASSES + "PrefixSchemaIdSerializer")),
          Map.entry("key.schema.id.deserializer", prefixReaders()),
          Map.entry("value.schema.id.deserializer", prefixReaders()),
          Map.entry("proxy.host", Set.of()),
          Map.entry("proxy.port", Set.of("-1")),
          Map.entry("bearer.auth.logical.cluster", Set.of()),
          Map.entry("bearer.auth.identity.pool.id", Set.of()),
          Map.entry("bearer.auth.custom.provider.class", Set.of()));

  private static final List<String> REFUSED_FAMILIES =
      List.of("schema.registry.ssl.", "rule.executors.", "rule.actions.");

  private static final Map<String, Set<String>> IGNORED =
      Map.of(
          "schema.registry.url.randomize", Set.of("false"),
          "use.apache.http.client", Set.of("false"),
          "latest.cache.size", Set.of("1000"),
          "missing.id.cache.ttl.sec", Set.of("0"),
          "missing.version.cache.ttl.sec", Set.of("0"),
          "missing.schema.cache.ttl.sec", Set.of("0"));

  private LaterSettings() {}

  // A dual reader prefers a header; a message that has one is refused when it comes.
  private static Set<String> prefixReaders() {
    return Set.of(
        ID_CLASSES + "PrefixSchemaIdDeserializer", ID_CLASSES + "DualSchemaIdDeserializer");
  }

  /**
   * Goes through all settings.
   *
   * @throws ConfigException naming the first setting that asks for what this version does not do
   */
  public static void refuse(Map<String, ?> configs) {
    configs.forEach(
        (key, value) -> {
          String text = text(value);
          if (text.isEmpty()) {
            return;
          }
          if (asks(REFUSED, key, text) || REFUSED_FAMILIES.stream().anyMatch(key::startsWith)) {
            throw new ConfigException(
                key,
                secret(key) ? "(hidden)" : text,
                "this version does not support it, and without it messages would be written, read"
                    + " or protected differently; remove it");
          }
          if (asks(IGNORED, key, text)) {
            LOG.warn("Setting {} is not supported by this version and ignored", key);
          }
        });
  }

  private static boolean asks(Map<String, Set<String>> settings, String key, String value) {
    Set<String> harmless = settings.get(key);
    if (harmless == null && key.startsWith(Settings.CLIENT_PREFIX)) {
      harmless = settings.get(key.substring(Settings.CLIENT_PREFIX.length()));
    }
    return harmless != null && !harmless.contains(value);
  }

  private static boolean secret(String key) {
    return key.contains("password") || key.contains("secret") || key.contains(".ssl.");
  }

  /** A value as text: the name of a class, empty for null. */
  public static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Class<?> type ? type.getName() : value.toString().strip();
  }
}
