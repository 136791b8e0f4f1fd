package dev.stele.server.log;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names one command in the log's headers, from the node that took it to every node that reads.
 *
 * @param request the name of the request that the command came with, cut after 64 characters; empty
 *     if it has none. It tells a person who wrote a record, and nothing is decided by it
 */
public record CommandId(UUID value, String request) {
  static final int MAX_REQUEST = 64;

  public CommandId {
    if (request.length() > MAX_REQUEST) {
      request = request.substring(0, MAX_REQUEST);
    }
  }

  /** Whether it is the same command, whatever is told of its request. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CommandId id && id.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
