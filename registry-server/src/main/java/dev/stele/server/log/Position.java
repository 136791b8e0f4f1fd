package dev.stele.server.log;

/**
 * A place in the log: the next offset of each of its topics.
 *
 * @param schemas the next offset of {@code _schemas}, 0 or more
 * @param own the next offset of {@code _stele}, 0 or more; 0 where that topic does not exist
 */
public record Position(long schemas, long own) {
  public static final Position START = new Position(0, 0);

  /** Whether everything before the other place lies before this one. */
  public boolean reached(Position other) {
    return schemas >= other.schemas && own >= other.own;
  }
}
