package dev.stele.server.view;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What a topic of the log is restored into, as Kafka Streams sees it: a store in memory, read again
 * from the topic's start every time. It holds nothing itself, because what was read must outlive
 * Streams: the processor hands every record to the {@link Reading}.
 */
final class SchemaStore implements StateStore {
  private final String name;
  private volatile boolean open;

  private SchemaStore(String name) {
    this.name = name;
  }

  static StoreBuilder<SchemaStore> builder(String name) {
    return new Builder(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    open = true;
    // A release of Streams may restore within this call, so it comes last.
    context.register(
        root,
        (key, value) -> {
          throw new IllegalStateException(
              "Store "
                  + name
                  + " was restored without its processor: this release is not supported");
        });
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return false; // so that no state directory is needed
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  private record Builder(String name) implements StoreBuilder<SchemaStore> {
    @Override
    public StoreBuilder<SchemaStore> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<SchemaStore> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<SchemaStore> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("The topic is the changelog of store " + name);
    }

    @Override
    public StoreBuilder<SchemaStore> withLoggingDisabled() {
      return this;
    }

    @Override
    public SchemaStore build() {
      return new SchemaStore(name);
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
