package dev.stele.server.engine;

import dev.stele.server.domain.Event;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.Position;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Counts transactions that ended without their writer being told how. */
record CountedLog(Log log, Tally tally) implements Log {
  @Override
  public CompletionStage<Claimed> claim() {
    return log.claim();
  }

  @Override
  public CompletionStage<Position> append(Claim claim, List<Entry> entries) {
    return log.append(claim, entries)
        .whenComplete(
            (place, error) -> {
              if (error != null
                  && LogException.of(error).reason() == LogException.Reason.ROLE_LOST) {
                tally.count(Tally.Kind.FENCED_BATCH);
              }
            });
  }

  @Override
  public CompletionStage<Position> end() {
    return log.end();
  }

  @Override
  public CompletionStage<Position> release(Claim claim) {
    return log.release(claim);
  }

  @Override
  public int maxRecordBytes() {
    return log.maxRecordBytes();
  }

  @Override
  public int recordBytes(Event event) {
    return log.recordBytes(event);
  }

  @Override
  public void close() {
    log.close();
  }
}
