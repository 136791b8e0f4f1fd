package dev.stele.server.engine;

import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.Position;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Counts transactions that ended without their writer being told how. */
final class CountedLog extends OtherLog {
  private final Tally tally;

  CountedLog(Log log, Tally tally) {
    super(log);
    this.tally = tally;
  }

  @Override
  public CompletionStage<Position> append(Claim claim, List<Entry> entries) {
    CompletionStage<Position> appended = super.append(claim, entries);
    return appended.whenComplete(
        (place, error) -> {
          if (error != null && LogException.of(error).reason() == LogException.Reason.ROLE_LOST) {
            tally.count(Tally.Kind.FENCED_BATCH);
          }
        });
  }
}
