package dev.stele.server.engine;

import dev.stele.server.domain.Event;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.log.Position;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A log like another one, for doubles that differ from it in one method. */
class OtherLog implements Log {
  private final Log log;

  OtherLog(Log log) {
    this.log = log;
  }

  @Override
  public CompletionStage<Claimed> claim() {
    return log.claim();
  }

  @Override
  public CompletionStage<Position> append(Claim claim, List<Entry> entries) {
    return log.append(claim, entries);
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
