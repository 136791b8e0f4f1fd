package dev.stele.server.http;

import java.net.InetSocketAddress;

/** An address that could not be listened on. */
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ListenException(InetSocketAddress address, Throwable cause) {
    super(
        "Cannot listen on "
            + address.getHostString()
            + ":"
            + address.getPort()
            + ": "
            + cause.getMessage(),
        cause);
  }
}
