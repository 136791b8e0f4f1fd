package dev.stele.server;

import dev.stele.server.engine.Loop;
import dev.stele.server.view.MemoryFeed;
import java.time.Duration;

/** Looks into a log in memory now and then, as a consumer does: so it counts as answering. */
final class MemoryPolls implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final MemoryFeed feed;
  private final Loop loop;
  private boolean closed;

  private MemoryPolls(MemoryFeed feed, Loop loop) {
    this.feed = feed;
    this.loop = loop;
  }

  static MemoryPolls start(MemoryFeed feed, Loop loop) {
    MemoryPolls polls = new MemoryPolls(feed, loop);
    polls.poll();
    return polls;
  }

  private synchronized void poll() {
    if (!closed) {
      feed.poll();
      var unused = loop.after(PAUSE, this::poll);
    }
  }

  /** The loop may end after this. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
