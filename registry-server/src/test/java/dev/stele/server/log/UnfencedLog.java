package dev.stele.server.log;

import dev.stele.server.domain.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A log with a bug: whoever has claimed can write for ever, whoever claims after that. */
public final class UnfencedLog implements Log {
  private final Log log;
  private final MemoryBroker broker;
  private final Claim.Node self;
  private final RecordWriter writer = new RecordWriter(MemoryBroker.NAMES);

  public UnfencedLog(Log log, MemoryBroker broker, Claim.Node self) {
    this.log = log;
    this.broker = broker;
    this.self = self;
  }

  @Override
  public CompletionStage<Claimed> claim() {
    Position place = write(writer.barriers(self, false));
    return CompletableFuture.completedStage(
        new Claimed(new Claim(place.schemas() - 1, self, false), place));
  }

  @Override
  public CompletionStage<Position> append(Claim claim, List<Entry> entries) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    entries.forEach(entry -> records.addAll(writer.records(entry)));
    return CompletableFuture.completedStage(write(records));
  }

  @Override
  public CompletionStage<Position> release(Claim claim) {
    return CompletableFuture.completedStage(write(writer.barriers(self, true)));
  }

  private Position write(List<ProducerRecord<byte[], byte[]>> records) {
    long schemas = 0;
    long own = 0;
    for (ProducerRecord<byte[], byte[]> record : records) {
      long next = broker.writeForeign(record) + 1;
      if (record.topic().equals(MemoryBroker.NAMES.schemas())) {
        schemas = next;
      } else {
        own = next;
      }
    }
    return new Position(schemas, own);
  }

  @Override
  public CompletionStage<Position> end() {
    return log.end();
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
