package dev.stele.server.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where the server listens, and its limits.
 *
 * @param listeners port 0 for a free one
 * @param maxBodyBytes of a request
 * @param maxInFlightBytes of all request bodies at a time; not less than one may have
 * @param maxHeaderBytes of a request, and of its first line
 * @param idleTimeout after which a silent connection is closed
 * @param compression whether answers are compressed for clients that accept it
 * @param http2 whether HTTP/2 is spoken to clients that want it
 * @param eventLoops threads that serve requests
 * @param nodeId of this process, as its barriers name it
 * @param peerConnectTimeout after which another node counts as unreachable
 */
public record HttpSettings(
    List<InetSocketAddress> listeners,
    int maxBodyBytes,
    int maxInFlightBytes,
    int maxHeaderBytes,
    Duration idleTimeout,
    boolean compression,
    boolean http2,
    CorsSettings cors,
    int eventLoops,
    String nodeId,
    Duration peerConnectTimeout) {
  public HttpSettings {
    listeners = List.copyOf(listeners);
  }
}
