package dev.stele.server.log;

import dev.stele.server.domain.Event;
import dev.stele.server.domain.Stamp;
import java.util.Optional;
import java.util.function.Function;

/**
 * A record of the log as it was understood.
 *
 * @param stamp where it stands in its topic
 * @param part which part of which command it is; empty for barriers and for what other registries
 *     wrote
 */
public record LogRecord(Stamp stamp, Content content, Optional<Part> part) {
  /** What a record says. */
  public sealed interface Content {
    <T> T fold(
        Function<Fact, T> fact, Function<Barrier, T> barrier, Function<Unreadable, T> unreadable);
  }

  /** Something happened. */
  public record Fact(Event event) implements Content {
    @Override
    public <T> T fold(
        Function<Fact, T> fact, Function<Barrier, T> barrier, Function<Unreadable, T> unreadable) {
      return fact.apply(this);
    }
  }

  /**
   * A record that states no fact: a NOOP, or a tombstone that ends nothing.
   *
   * @param claim what it claims or releases; empty if another registry wrote it, and in {@code
   *     _stele}, whose barriers are only there to be waited for
   */
  public record Barrier(Optional<Claim> claim) implements Content {
    static final Barrier NOTHING = new Barrier(Optional.empty());

    @Override
    public <T> T fold(
        Function<Fact, T> fact, Function<Barrier, T> barrier, Function<Unreadable, T> unreadable) {
      return barrier.apply(this);
    }
  }

  /**
   * Bytes that mean nothing to us: damaged, of an unknown kind, or of a later format version.
   *
   * @param key as text, shortened
   * @param newerFormat whether a later version of Stele wrote it; then this node must not write
   */
  public record Unreadable(String key, String reason, boolean newerFormat) implements Content {
    @Override
    public <T> T fold(
        Function<Fact, T> fact, Function<Barrier, T> barrier, Function<Unreadable, T> unreadable) {
      return unreadable.apply(this);
    }
  }

  /**
   * Place of a record among those of its command in {@code _schemas}.
   *
   * @param index 1 to count
   */
  public record Part(CommandId command, int index, int count) {
    public boolean isLast() {
      return index == count;
    }
  }
}
