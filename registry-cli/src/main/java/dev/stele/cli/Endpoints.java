package dev.stele.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say which Kafka and which registry; the defaults are what {@code dev} starts.
 */
final class Endpoints {
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers = "localhost:9092";

  @Mixin private RegistryAddress registry = new RegistryAddress();

  String bootstrapServers() {
    return bootstrapServers;
  }

  String registry() {
    return registry.url();
  }

  /**
   * Asks both whether they are there, because the clients would go on trying for minutes.
   *
   * @throws FailureException if one is not, naming its address
   */
  void requireReachable() throws InterruptedException {
    requireKafka();
    registry.requireReachable();
  }

  private void requireKafka() throws InterruptedException {
    // First by hand: the client says no more than that it timed out, and that only after seconds.
    IOException refused = null;
    for (String address : bootstrapServers.split(",", -1)) {
      try {
        connect(address.strip());
        refused = null;
        break;
      } catch (IOException e) {
        refused = e;
      }
    }
    if (refused != null) {
      throw kafkaUnreachable(reason(refused), refused);
    }
    askKafka();
  }

  private void connect(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(address.substring(colon + 1));
      String host = address.substring(0, Math.max(colon, 0)).replaceAll("[\\[\\]]", "");
      InetSocketAddress target = new InetSocketAddress(host, port);
      if (target.isUnresolved()) {
        throw new UnknownHostException("unknown host " + host);
      }
      socket.connect(target, (int) TIMEOUT.toMillis());
    } catch (IllegalArgumentException e) { // no number, or no port's
      throw new FailureException(
          "--bootstrap-servers %s: it is HOST:PORT, or several with commas"
              .formatted(bootstrapServers),
          e);
    }
  }

  private void askKafka() throws InterruptedException {
    String timeoutMs = Long.toString(TIMEOUT.toMillis());
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "default.api.timeout.ms",
            timeoutMs,
            "request.timeout.ms",
            timeoutMs);
    try (Admin admin = Admin.create(settings)) {
      admin.describeCluster().nodes().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw kafkaUnreachable("something listens there, but does not answer as Kafka does", e);
      }
      throw kafkaUnreachable(reason(e), e);
    } catch (KafkaException e) {
      throw kafkaUnreachable(reason(e), e);
    }
  }

  private FailureException kafkaUnreachable(String reason, Exception cause) {
    return new FailureException(
        "Kafka is not reachable at %s (--bootstrap-servers): %s"
            .formatted(bootstrapServers, reason),
        cause);
  }

  /** The deepest message, which names the actual trouble. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof UnresolvedAddressException) {
      return "unknown host";
    }
    if (root instanceof ClosedChannelException && failure instanceof ConnectException) {
      return "connection refused"; // how java.net.http says it
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
