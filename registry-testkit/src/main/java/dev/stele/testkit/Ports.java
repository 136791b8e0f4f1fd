package dev.stele.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of this machine. */
public final class Ports {
  // Below Linux's ephemeral range (32768 and up): a port from there may be given to somebody's
  // outgoing connection while the broker is stopped, even to a client that tries to reach it.
  private static final int FREE_MIN = 20_000;
  private static final int FREE_MAX = 32_000;
  private static final int ATTEMPTS = 200;
  // Processes that were started one after the other begin far apart: numbers near each other times
  // the golden section of the range. One's port, free while its broker restarts, is none for
  // others.
  private static final int APART = 7417;
  // One after the other, so that none is given twice before somebody listens there.
  private static final AtomicInteger next = new AtomicInteger(first(ProcessHandle.current().pid()));

  private Ports() {}

  /**
   * A port that nobody listens on at this moment, and that the system gives to no outgoing
   * connection.
   *
   * @throws KafkaBroker.StartException if there is none
   */
  public static int free(String host) {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = next.getAndUpdate(given -> given < FREE_MAX ? given + 1 : FREE_MIN);
      if (isFree(host, port)) {
        return port;
      }
    }
    throw new KafkaBroker.StartException(
        "No free port found on %s between %d and %d".formatted(host, FREE_MIN, FREE_MAX));
  }

  private static int first(long process) {
    return FREE_MIN + (int) Math.floorMod(process * APART, (long) (FREE_MAX - FREE_MIN));
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      return false;
    } catch (UnresolvedAddressException e) {
      throw unknownHost(host, e);
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
      throw unknownHost(host, e);
    }
  }

  private static KafkaBroker.StartException unknownHost(String host, RuntimeException cause) {
    return new KafkaBroker.StartException(
        "Kafka can't listen on " + host + ": unknown host", cause);
  }
}
