package dev.stele.server.engine;

import dev.stele.server.history.Recorded;
import dev.stele.server.log.Claim;
import dev.stele.server.log.LogRecord.Barrier;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.MemoryBroker;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Tails a log from its start, and sees everything before it is compacted away. */
final class Recorder {
  private final MemoryBroker broker;
  private final Map<LogTopic, Long> next = new EnumMap<>(LogTopic.class);
  private final List<Recorded> records = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();

  Recorder(MemoryBroker broker) {
    this.broker = broker;
    broker.onAdvance(this::read);
  }

  /** Of both topics, those of one in its order. */
  List<Recorded> records() {
    return records;
  }

  /** In the log's order, releases too. */
  List<Claim> claims() {
    return claims;
  }

  private void read() {
    for (LogTopic topic : LogTopic.values()) {
      MemoryBroker.Batch batch = broker.read(topic, next.getOrDefault(topic, 0L));
      next.put(topic, batch.position());
      for (MemoryBroker.Read read : batch.all()) {
        records.add(new Recorded(topic, read.key(), read.tombstone(), read.record()));
        if (read.record().content() instanceof Barrier barrier) {
          barrier.claim().ifPresent(claims::add);
        }
      }
    }
  }
}
