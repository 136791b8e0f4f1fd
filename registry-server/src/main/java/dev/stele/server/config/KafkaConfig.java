package dev.stele.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How Kafka is reached.
 *
 * @param clientProperties of Kafka's own clients, without the prefix; bootstrap servers and
 *     security protocol among them
 */
public record KafkaConfig(Map<String, String> clientProperties) {
  static final String PREFIX = "kafkastore.";

  static final Option<String> BOOTSTRAP_SERVERS =
      Option.text(
          "kafkastore.bootstrap.servers",
          "",
          "Required. `host:port,…` or `PROTOCOL://host:port,…`; entries of another protocol than"
              + " `kafkastore.security.protocol` are left out.");
  static final Option<String> SECURITY_PROTOCOL =
      new Option<>(
          "kafkastore.security.protocol",
          "PLAINTEXT",
          KafkaConfig::protocol,
          "`PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`.");

  private static final Set<String> PROTOCOLS =
      Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");

  /** What decides over correctness and is therefore not to be had. */
  static final Set<String> RESERVED =
      Set.of(
          "acks",
          "enable.idempotence",
          "isolation.level",
          "transactional.id",
          "transaction.timeout.ms",
          "auto.offset.reset",
          "enable.auto.commit",
          "group.id",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer");

  public KafkaConfig {
    clientProperties = Map.copyOf(clientProperties);
  }

  /**
   * Reads it.
   *
   * @throws ConfigException if there is no server left to talk to
   */
  public static KafkaConfig from(Map<String, String> settings) {
    String protocol = SECURITY_PROTOCOL.read(settings);
    Map<String, String> properties = new LinkedHashMap<>();
    new TreeMap<>(settings)
        .forEach(
            (key, value) -> {
              if (isClientProperty(key)) {
                properties.put(key.substring(PREFIX.length()), value);
              }
            });
    // The reference registry writes "" for "not set"; Kafka's clients would take it at its word.
    properties.values().removeIf(String::isEmpty);
    if (settings.containsKey("kafkastore.ssl.endpoint.identification.algorithm")) {
      properties.putIfAbsent("ssl.endpoint.identification.algorithm", ""); // here it means "off"
    }
    properties.put("bootstrap.servers", servers(BOOTSTRAP_SERVERS.read(settings), protocol));
    properties.put("security.protocol", protocol);
    return new KafkaConfig(properties);
  }

  static List<Option<?>> options() {
    return List.of(BOOTSTRAP_SERVERS, SECURITY_PROTOCOL);
  }

  /** Whether a key is handed to Kafka's clients. */
  static boolean isClientProperty(String key) {
    return key.startsWith(PREFIX)
        && !key.startsWith(LogConfig.TOPIC.key())
        && !IgnoredKeys.isIgnored(key)
        && !RESERVED.contains(key.substring(PREFIX.length()));
  }

  private static String protocol(String text) {
    String protocol = text.toUpperCase(Locale.ROOT);
    if (!PROTOCOLS.contains(protocol)) {
      throw new IllegalArgumentException("must be one of " + new TreeSet<>(PROTOCOLS));
    }
    return protocol;
  }

  private static String servers(String text, String protocol) {
    List<String> servers = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      String server = entry.strip();
      int scheme = server.indexOf("://");
      if (scheme < 0 || server.substring(0, scheme).equalsIgnoreCase(protocol)) {
        servers.add(scheme < 0 ? server : server.substring(scheme + "://".length()));
      }
    }
    servers.removeIf(String::isEmpty);
    if (servers.isEmpty()) {
      throw ConfigException.of(
          BOOTSTRAP_SERVERS.key(),
          text,
          text.isEmpty()
              ? "must be set, to the host:port of one or more Kafka brokers"
              : "names no broker for " + SECURITY_PROTOCOL.key() + "=" + protocol);
    }
    return String.join(",", servers);
  }
}
