package dev.stele.server.log;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the log's topics are called.
 *
 * @param own empty where {@code _stele} does not exist
 */
public record TopicNames(String schemas, Optional<String> own) {
  /** All that exist. */
  public List<String> all() {
    return Stream.concat(Stream.of(schemas), own.stream()).toList();
  }
}
