package dev.stele.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.transport.Transport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that are listened on, to be closed before the connections that came in by them: a
 * server of Vert.x closes both at once, and with an idle connection the request that has just been
 * sent on it. Java's own transport otherwise. Thread-safe.
 */
final class Doors implements Transport, io.vertx.core.spi.transport.Transport {
  private static final io.vertx.core.spi.transport.Transport NIO = Transport.NIO.implementation();

  private final Set<Channel> open = ConcurrentHashMap.newKeySet();

  /** Lets nobody in any more. Returns when the last one is closed. */
  void close() {
    open.forEach(door -> door.close().awaitUninterruptibly());
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    ChannelFactory<? extends ServerChannel> factory = NIO.serverChannelFactory(domainSocket);
    return () -> {
      ServerChannel door = factory.newChannel();
      open.add(door);
      door.closeFuture().addListener(closed -> open.remove(door));
      return door;
    };
  }

  @Override
  public String name() {
    return Transport.NIO.name();
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public @Nullable Throwable unavailabilityCause() {
    return null;
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return this;
  }

  @Override
  public IoHandlerFactory ioHandlerFactory() {
    return NIO.ioHandlerFactory();
  }

  @Override
  @SuppressWarnings("deprecation") // it is what the interface asks for
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return NIO.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
    return NIO.datagramChannelFactory();
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    return NIO.channelFactory(domainSocket);
  }
}
