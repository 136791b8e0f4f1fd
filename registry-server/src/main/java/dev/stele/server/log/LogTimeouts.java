package dev.stele.server.log;

import java.time.Duration;

/**
 * How long the log waits for Kafka.
 *
 * @param transaction after which Kafka aborts a transaction that its writer left open
 * @param delivery of one record; at least {@code request}
 * @param request of one request to a broker
 * @param maxBlock of one call of the producer
 */
public record LogTimeouts(
    Duration transaction, Duration delivery, Duration request, Duration maxBlock) {
  public static final LogTimeouts DEFAULT =
      new LogTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(9),
          Duration.ofSeconds(4),
          Duration.ofSeconds(10));
}
