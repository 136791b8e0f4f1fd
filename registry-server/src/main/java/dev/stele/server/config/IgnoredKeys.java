package dev.stele.server.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Settings of the reference registry that mean nothing here, and why. */
final class IgnoredKeys {
  private static final String OWN_CLIENTS = "Stele reads and writes the topic in its own way";
  private static final String NO_ELECTION =
      "there is no election: the log decides who writes (docs/architecture.md)";
  private static final String PROXY =
      "it comes with a later release; until then leave it to a proxy in front";
  private static final String OTHER_SERVER = "it tunes a web server that is not used here";
  private static final String PLUGIN = "plug-ins of the reference registry cannot be loaded";
  private static final String LATER = "what it belongs to comes with a later release";
  private static final String LAUNCHER = "it is for the launcher of the reference registry's image";

  /** By key; a key that ends in a dot stands for all that start with it. */
  private static final Map<String, String> REASONS = new LinkedHashMap<>();

  static {
    REASONS.put(
        "kafkastore.timeout.ms",
        "500 ms are too short for a transaction; set stele.write.timeout.ms");
    REASONS.put("kafkastore.init.timeout.ms", "the server starts without waiting for Kafka");
    REASONS.put("kafkastore.init.wait.for.reader", "reads are refused until the log was read");
    REASONS.put("kafkastore.write.max.retries", "ids cannot collide");
    REASONS.put("kafkastore.connection.url", "ZooKeeper is not used");
    REASONS.put("kafkastore.group.id", OWN_CLIENTS);
    REASONS.put("kafkastore.checkpoint.dir", "the state is kept in memory");
    REASONS.put("kafkastore.checkpoint.version", "the state is kept in memory");
    REASONS.put("kafkastore.topic.skip.validation", "a topic that is not compacted loses schemas");
    REASONS.put("kafkastore.update.handlers", PLUGIN);
    REASONS.put("kafkagroup.", NO_ELECTION);
    REASONS.put("master.eligibility", "set leader.eligibility");
    REASONS.put("leader.connect.timeout.ms", NO_ELECTION);
    REASONS.put("leader.read.timeout.ms", NO_ELECTION);
    REASONS.put("leader.election.", NO_ELECTION);
    REASONS.put("inter.instance.", LATER);
    REASONS.put("schema.registry.inter.instance.protocol", LATER);
    REASONS.put("schema.registry.resource.extension.class", PLUGIN);
    REASONS.put("schema.providers", LATER);
    REASONS.put("schema.providers.", LATER);
    REASONS.put("schema.canonicalize.on.consume", "the log is served as it is");
    REASONS.put("schema.cache.", "the whole log is in memory");
    REASONS.put("enable.store.health.check", "ask /health/ready");
    REASONS.put("size.limit.filter.", "set stele.http.body.max.bytes");
    REASONS.put(
        "metadata.encoder.", "sensitive values are kept as they are sent (docs/data-contracts.md)");
    REASONS.put("resource.extension.class", PLUGIN);
    REASONS.put("init.resource.extension.class", PLUGIN);
    REASONS.put("resource.static.locations", PLUGIN);
    REASONS.put("enable.fips", LATER);
    REASONS.put("enable.fips.mode", LATER);
    REASONS.put("dek.", LATER);
    REASONS.put("kek.", LATER);
    REASONS.put("listener.protocol.map", LATER);
    REASONS.put("response.mediatype.", "the client's Accept header decides");
    REASONS.put("request.timeout.", "set stele.write.timeout.ms");
    REASONS.put("shutdown.graceful.ms", "stopping takes less than five seconds");
    REASONS.put("thread.pool.", OTHER_SERVER);
    REASONS.put("request.queue.capacity", OTHER_SERVER);
    REASONS.put("debug", "stack traces are never sent to clients");
    REASONS.put("suppress.stack.trace.response", "stack traces are never sent to clients");
    REASONS.put("access.control.skip.options", "preflights need no rights");
    REASONS.put("reject.options.request", PROXY);
    REASONS.put("authentication.", PROXY);
    REASONS.put("ssl.", PROXY);
    REASONS.put("sni.host.check.enabled", PROXY);
    REASONS.put("max.response.header.size", OTHER_SERVER);
    REASONS.put("response.http.headers.config", PROXY);
    REASONS.put("csrf.", PROXY);
    REASONS.put("dos.filter.", PROXY);
    REASONS.put("metrics.jmx.prefix", "metrics are at /metrics");
    REASONS.put("metric.reporters", "metrics are at /metrics");
    REASONS.put("jetty.", OTHER_SERVER);
    REASONS.put("proxy.protocol.enabled", PROXY);
    REASONS.put("server.connection.limit", PROXY);
    REASONS.put("request.logger.name", "requests are counted, not logged");
    REASONS.put("opts", LAUNCHER);
    REASONS.put("heap.opts", LAUNCHER);
    REASONS.put("jvm.performance.opts", LAUNCHER);
    REASONS.put("jmx.", LAUNCHER);
    REASONS.put("log4j.", LAUNCHER);
    REASONS.put("cub.", LAUNCHER);
  }

  private IgnoredKeys() {}

  static boolean isIgnored(String key) {
    return reason(key).isPresent();
  }

  /** Why a key is ignored; empty if it is not. */
  static Optional<String> reason(String key) {
    String exact = REASONS.get(key);
    if (exact != null) {
      return Optional.of(exact);
    }
    return REASONS.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(".") && key.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  static Map<String, String> all() {
    return Map.copyOf(REASONS);
  }
}
