package dev.stele.testkit;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.internals.Exit;

/**
 * Kafka's calls for the end of the process, turned into a fault of the brokers in it.
 *
 * <p>Kafka keeps one procedure for the whole JVM, so it is replaced while at least one broker runs,
 * and every running broker is told.
 */
final class FatalExits {
  private static final Set<Consumer<Throwable>> listeners = new HashSet<>();

  private FatalExits() {}

  static synchronized void listen(Consumer<Throwable> listener) {
    listeners.add(listener);
    Exit.setExitProcedure(FatalExits::refuse);
    Exit.setHaltProcedure(FatalExits::refuse);
  }

  static synchronized void forget(Consumer<Throwable> listener) {
    listeners.remove(listener);
    if (listeners.isEmpty()) {
      Exit.resetExitProcedure();
      Exit.resetHaltProcedure();
    }
  }

  private static void refuse(int status, String message) {
    IllegalStateException fault =
        new IllegalStateException(
            "Kafka wanted to end the process with status "
                + status
                + (message == null ? "" : ": " + message));
    synchronized (FatalExits.class) {
      listeners.forEach(listener -> listener.accept(fault));
    }
    throw fault; // Kafka's code does not expect to go on after this call
  }
}
