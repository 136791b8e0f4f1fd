package dev.stele.server.log;

import java.util.UUID;

/** Names one command in the log's headers, from the node that took it to every node that reads. */
public record CommandId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
