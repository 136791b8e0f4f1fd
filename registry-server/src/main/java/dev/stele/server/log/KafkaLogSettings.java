package dev.stele.server.log;

import dev.stele.server.log.Claim.Node;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How one node writes to the log.
 *
 * @param client properties of Kafka clients: bootstrap servers, security
 */
public record KafkaLogSettings(
    Map<String, Object> client,
    Node node,
    ForeignWriterPolicy foreignWriters,
    LogTimeouts timeouts) {
  private static final int BUFFER_BYTES = 32 * 1024 * 1024; // the producer's default
  private static final int BATCH_BYTES = 128 * 1024;

  public KafkaLogSettings {
    client = Map.copyOf(client);
  }

  Map<String, Object> admin() {
    return adminOf(client, timeouts.request().toMillis(), timeouts.maxBlock().toMillis());
  }

  static Map<String, Object> adminOf(Map<String, Object> client, long requestMs, long callMs) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(requestMs));
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(callMs));
    return settings;
  }

  /** What the safety of claims rests on is set here and cannot be set otherwise. */
  Map<String, Object> producer(int maxRecordBytes) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, node.transactionalId());
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"); // sizes are checked beforehand
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRecordBytes);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, Math.min(BATCH_BYTES, maxRecordBytes));
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(BUFFER_BYTES, 2L * maxRecordBytes));
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // The first send of a transaction meets the last one's markers, and has to ask again.
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2);
    settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 10);
    settings.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Math.toIntExact(timeouts.transaction().toMillis()));
    settings.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(timeouts.delivery().toMillis()));
    settings.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(timeouts.request().toMillis()));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeouts.maxBlock().toMillis());
    return settings;
  }
}
