package dev.stele.server.view;

import dev.stele.server.log.CommandId;
import dev.stele.server.log.Position;
import java.util.concurrent.CompletionStage;

/**
 * The log as this node has read it. Thread-safe; {@link #snapshot()} costs one volatile read.
 * Stages complete on the thread that reads the log: hand over to your own executor.
 */
public interface View {
  /** Completes when the log has been read to its end for the first time. */
  CompletionStage<Void> ready();

  /** The latest consistent moment. */
  Snapshot snapshot();

  /** Completes when everything before the place is in {@link #snapshot()}. */
  CompletionStage<Snapshot> applied(Position place);

  /**
   * Completes when a barrier behind this offset of {@code _schemas} is in the snapshot, and not
   * before every watched command that lies before that barrier has.
   */
  CompletionStage<Snapshot> claimedAfter(long offset);

  /**
   * Watches for a command from now on. Ask before the command can have been written.
   *
   * @return completes when its last record is in the snapshot
   */
  CompletionStage<Outcome> watch(CommandId command);

  /** Stops watching. */
  void forget(CommandId command);

  /** How it is doing. */
  ViewStatus status();
}
