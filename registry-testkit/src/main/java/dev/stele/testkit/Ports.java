package dev.stele.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine. */
final class Ports {
  // Below Linux's ephemeral range (32768 and up): a port from there may be given to somebody's
  // outgoing connection while the broker is stopped, even to a client that tries to reach it.
  private static final int FREE_MIN = 20_000;
  private static final int FREE_MAX = 32_000;
  private static final int ATTEMPTS = 200;

  private Ports() {}

  /** A port that nobody listens on at this moment. */
  static int free(String host) {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(FREE_MIN, FREE_MAX);
      if (isFree(host, port)) {
        return port;
      }
    }
    throw new KafkaBroker.StartException(
        "No free port found on %s between %d and %d".formatted(host, FREE_MIN, FREE_MAX));
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Listens on a port now, so that nobody else can take it before Kafka wants it. */
  static ServerSocketChannel listen(String host, int port) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(host, port));
        return channel;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new KafkaBroker.StartException(
          "Kafka can't listen on %s:%d (%s): stop what listens there, or choose another port"
              .formatted(host, port, e.getMessage()),
          e);
    } catch (UnresolvedAddressException e) {
      throw new KafkaBroker.StartException("Kafka can't listen on " + host + ": unknown host", e);
    }
  }
}
