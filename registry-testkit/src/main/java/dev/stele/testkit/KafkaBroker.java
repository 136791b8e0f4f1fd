package dev.stele.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker inside this JVM: one KRaft node that is broker and controller.
 *
 * <p>A fatal fault of the broker, which in a process of its own would end the process, completes
 * {@link #fault()} instead. Thread-safe.
 */
public final class KafkaBroker implements AutoCloseable {
  private final BrokerSettings settings;
  private final BrokerDirectory directory;
  private final Quorum quorum;
  private final CompletableFuture<Throwable> fault = new CompletableFuture<>();
  private @Nullable BrokerNode node;
  private boolean closed;

  private KafkaBroker(BrokerSettings settings, BrokerDirectory directory, Quorum quorum) {
    this.settings = settings;
    this.directory = directory;
    this.quorum = quorum;
  }

  /**
   * Starts a broker with {@link BrokerSettings#ephemeral()}.
   *
   * @throws StartException as {@link #start(BrokerSettings)}
   */
  public static KafkaBroker start() {
    return start(BrokerSettings.ephemeral());
  }

  /**
   * Starts a broker and returns when it serves clients, typically after one to five seconds.
   *
   * @throws StartException if the port is taken, or the directory can't be used: it is not
   *     writable, another process has it, it is not Kafka's, or its content is damaged; the message
   *     is one sentence for a person, and nothing is left running
   */
  public static KafkaBroker start(BrokerSettings settings) {
    KafkaBroker broker = member(settings, Quorum.of(List.of(settings)));
    try {
      broker.restart();
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
    return broker;
  }

  /** A broker of a quorum that has not started yet; for {@link #restart()}. */
  static KafkaBroker member(BrokerSettings settings, Quorum quorum) {
    BrokerLogs.quieten();
    int port = settings.port() == 0 ? Ports.free(settings.host()) : settings.port();
    return new KafkaBroker(settings.withPort(port), BrokerDirectory.of(settings), quorum);
  }

  /** The address for clients, {@code host:port}; the same before and after {@link #restart()}. */
  public String bootstrapServers() {
    return settings.host() + ":" + settings.port();
  }

  public int port() {
    return settings.port();
  }

  /** Where the data is. */
  public Path directory() {
    return directory.path();
  }

  /** Completes, with the cause, if the running broker meets a fault that it can't go on from. */
  public CompletionStage<Throwable> fault() {
    return fault.minimalCompletionStage();
  }

  /** Stops the broker and keeps port and data for {@link #restart()}; in 10 seconds at most. */
  public synchronized void stop() {
    if (node != null) {
      node.stop();
      node = null;
    }
  }

  /**
   * Stops the broker if it runs, and starts it on the same port and data.
   *
   * @throws StartException as {@link #start(BrokerSettings)}
   */
  public synchronized void restart() {
    if (closed) {
      throw new IllegalStateException("The broker of " + directory.path() + " is closed");
    }
    stop();
    directory.prepare(quorum.clusterId());
    node = BrokerNode.start(settings, directory, quorum);
    var unused = node.fault().thenAccept(fault::complete);
  }

  /** Stops the broker, in 10 seconds at most, and deletes a temporary directory. */
  @Override
  public synchronized void close() {
    closed = true;
    stop();
    directory.discard();
  }

  /** Why a broker could not start, as one sentence that names the port or the directory. */
  public static final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    StartException(String message) {
      this(message, null);
    }

    @Override
    public String getMessage() {
      return Objects.requireNonNull(super.getMessage());
    }
  }
}
