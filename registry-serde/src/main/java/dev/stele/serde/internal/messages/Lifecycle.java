package dev.stele.serde.internal.messages;

import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * A serializer or deserializer between {@code configure} and {@code close}: whatever was opened is
 * closed, once. Thread-safe.
 *
 * @param <M> what does its work
 */
public final class Lifecycle<M> {
  private final Class<?> owner;
  private volatile @Nullable Ready<M> ready;

  public Lifecycle(Class<?> owner) {
    this.owner = owner;
  }

  /**
   * Makes ready. What an earlier call made is closed first: an executor of rules that was given as
   * an object is the same one again. If this throws, nothing stays open, and nothing is ready.
   */
  public synchronized void configure(Supplier<SerdeContext> open, Function<SerdeContext, M> make) {
    close();
    ready = null;
    SerdeContext context = open.get();
    try {
      ready = new Ready<>(context, make.apply(context));
    } catch (RuntimeException | Error e) {
      context.close();
      throw e;
    }
  }

  /**
   * What does the work.
   *
   * @throws InvalidConfigurationException if there was no configuration, or it failed
   */
  public M ready() {
    Ready<M> now = ready;
    if (now == null) {
      throw new InvalidConfigurationException(
          "This "
              + owner.getSimpleName()
              + " was not configured: call configure(settings, isKey) first");
    }
    return now.messages;
  }

  public synchronized void close() {
    Ready<M> now = ready;
    if (now != null) {
      now.context.close();
    }
  }

  private record Ready<M>(SerdeContext context, M messages) {}
}
