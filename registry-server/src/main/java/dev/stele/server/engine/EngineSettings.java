package dev.stele.server.engine;

import java.time.Duration;

/**
 * How long the engine waits, and for how many.
 *
 * @param writeTimeout how long a client waits for its write before the outcome is unknown
 * @param confirmTimeout how long a reply that wrote nothing waits for the broker, and for the view
 * @param pingTimeout how long the writer may keep silent before another node takes its role
 * @param compactionLag how long a record is surely there to be seen after it was written; if the
 *     view stands still for longer, a command that may have been written stays unknown
 * @param renewal after which a node that holds a claim writes it anew: barriers are tombstones, and
 *     Kafka forgets them
 * @param queueCapacity commands waiting at once; more are refused
 * @param batchCommands commands decided in one transaction at most
 * @param verdictRounds how often a command may go back for verdicts that it missed
 * @param eligible whether this node may write at all ({@code leader.eligibility})
 */
public record EngineSettings(
    Duration writeTimeout,
    Duration confirmTimeout,
    Duration pingTimeout,
    Duration compactionLag,
    Duration renewal,
    int queueCapacity,
    int batchCommands,
    int verdictRounds,
    boolean eligible) {
  /** How long the view may take to what was written, before the role is left to other nodes. */
  Duration viewPatience() {
    Duration half = writeTimeout.dividedBy(2);
    return half.compareTo(confirmTimeout) < 0 ? half : confirmTimeout;
  }

  /** The defaults with another write timeout; lag and renewal are those of topics we create. */
  public static EngineSettings of(Duration writeTimeout) {
    return new EngineSettings(
        writeTimeout,
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        writeTimeout.multipliedBy(4),
        Duration.ofHours(12),
        10_000,
        1_000,
        8,
        true);
  }
}
