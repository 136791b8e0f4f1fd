package dev.stele.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
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

  /** Listens on every port of {@code byListener}, or on none of them. */
  static BoundSockets open(String host, Map<String, Integer> byListener) {
    BoundSockets sockets = new BoundSockets(new HashMap<>());
    try {
      byListener.forEach(
          (listener, port) -> sockets.byListener.put(listener, Ports.listen(host, port)));
      return sockets;
    } catch (RuntimeException e) {
      sockets.close();
      throw e;
    }
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
