package dev.stele.server.log;

import java.util.UUID;

/**
 * Names one command in the log's headers, from the node that took it to every node that reads.
 *
 * @param request the id of the client's request it came with; may be empty
 */
public record CommandId(UUID value, String request) {
  @Override
  public String toString() {
    return value.toString();
  }
}
