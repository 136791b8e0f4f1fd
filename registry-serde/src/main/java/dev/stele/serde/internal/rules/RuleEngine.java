package dev.stele.serde.internal.rules;

import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.internal.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules one serializer or deserializer runs, and what runs them. Thread-safe. */
public final class RuleEngine implements AutoCloseable {
  private RuleEngine() {}

  /** Finds the executors and actions, and reads their settings. */
  public static RuleEngine of(Map<String, ?> configs) {
    return new RuleEngine();
  }

  /** What is to be done with each message written with a schema; null for nothing. */
  public @Nullable MessageRules writing(Place place, RegisteredSchema schema) {
    return null;
  }

  /**
   * What is to be done with each message that is read; null for nothing.
   *
   * @param writer the schema it was written with: its encoding rules count
   * @param reader the schema it is read into, which may be the same: its domain rules count
   */
  public @Nullable MessageRules reading(
      Place place, RegisteredSchema writer, RegisteredSchema reader) {
    return null;
  }

  /**
   * What turns data of one version into data of another; null if nothing is to be done.
   *
   * @param versions every version from the writer's to the reader's, in that order, both included
   */
  public @Nullable Migration migration(Place place, List<RegisteredSchema> versions) {
    return null;
  }

  @Override
  public void close() {}
}
