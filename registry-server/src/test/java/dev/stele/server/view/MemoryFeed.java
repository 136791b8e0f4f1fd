package dev.stele.server.view;

import dev.stele.server.log.LogTopic;
import dev.stele.server.log.MemoryBroker;
import dev.stele.server.log.Position;
import dev.stele.server.log.TopicNames;
import java.util.Optional;

/** Feeds a view from a log in memory, whenever it is told to. Confined to one thread. */
public final class MemoryFeed {
  private final MemoryBroker broker;
  private final LiveView view;
  private final Materializer materializer;
  private Position next = Position.START;

  public MemoryFeed(MemoryBroker broker, LiveView view) {
    this.broker = broker;
    this.view = view;
    this.materializer = view.materializer(new TopicNames("_schemas", Optional.of("_stele")));
  }

  /** Reads what is committed, and shows it. */
  public void poll() {
    next = new Position(add(LogTopic.SCHEMAS, next.schemas()), add(LogTopic.OWN, next.own()));
    view.health().answered();
    materializer.polled(next, true).ifPresent(view::publish);
  }

  private long add(LogTopic topic, long from) {
    MemoryBroker.Batch batch = broker.read(topic, from);
    batch.records().forEach(record -> materializer.add(topic, record));
    return batch.position();
  }
}
