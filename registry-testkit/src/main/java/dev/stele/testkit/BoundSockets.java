package dev.stele.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives Kafka the sockets that already listen, by listener name. */
record BoundSockets(Map<String, ServerSocketChannel> byListener)
    implements ServerSocketFactory, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BoundSockets.class);

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int receiveBufferBytes, int backlog)
      throws IOException {
    ServerSocketChannel channel = byListener.get(listener);
    if (channel == null) {
      throw new IOException("No socket for listener " + listener + " at " + address);
    }
    return channel;
  }

  /**
   * Listens for clients on {@code port}, and for the controller on a port of the system's choice.
   */
  static BoundSockets open(String host, int port) {
    ServerSocketChannel clients = Ports.listen(host, port);
    try {
      return new BoundSockets(
          Map.of(BrokerNode.CLIENTS, clients, BrokerNode.CONTROLLER, Ports.listen(host, 0)));
    } catch (RuntimeException e) {
      close(clients);
      throw e;
    }
  }

  int port(String listener) {
    ServerSocketChannel channel = byListener.get(listener);
    if (channel == null) {
      throw new IllegalArgumentException("No socket for listener " + listener);
    }
    return channel.socket().getLocalPort();
  }

  /** Closes those that Kafka has not closed, which are all if it never came to open them. */
  @Override
  public void close() {
    byListener.values().forEach(BoundSockets::close);
  }

  private static void close(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      log.warn("Can't close the socket {}: {}", channel, e.toString());
    }
  }
}
