package dev.stele.server.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the server listens, what it calls itself, and its limits.
 *
 * @param listeners unresolved; port 0 for any
 * @param hostName the name peers reach this node by; empty for the machine's own
 * @param hostPort the port peers reach this node at; 0 for the first listener's
 * @param lameDuck how long a node that stops goes on serving those who still come
 */
public record HttpConfig(
    List<InetSocketAddress> listeners,
    String hostName,
    int hostPort,
    int maxBodyBytes,
    int maxInFlightBytes,
    int maxHeaderBytes,
    Duration idleTimeout,
    boolean compression,
    boolean http2,
    CorsConfig cors,
    Duration peerConnectTimeout,
    Duration peerPingTimeout,
    Duration lameDuck) {
  static final Option<List<InetSocketAddress>> LISTENERS =
      new Option<>(
          "listeners",
          "http://0.0.0.0:8081",
          HttpConfig::listeners,
          "`http://host:port,…`; port 0 for any free one. `https` is not supported yet.");
  static final Option<String> HOST_NAME =
      Option.text(
          "host.name", "", "The name other nodes reach this one by; empty for the machine's name.");
  static final Option<Integer> HOST_PORT =
      Option.number(
          "host.port",
          0,
          0,
          65_535,
          "The port other nodes reach this one at; 0 for the first listener's.");
  static final Option<Integer> MAX_BODY_BYTES =
      Option.number(
          "stele.http.body.max.bytes",
          10 * 1024 * 1024,
          1_024,
          128 * 1024 * 1024,
          "A larger request body is refused (413).");
  static final Option<Integer> MAX_IN_FLIGHT_BYTES =
      Option.number(
          "stele.http.inflight.max.bytes",
          256 * 1024 * 1024,
          1_024,
          Integer.MAX_VALUE,
          "Bytes of all request bodies that are being read or wait for their answer; more are refused"
              + " (503, 50302). Not below `stele.http.body.max.bytes`.");
  static final Option<Integer> MAX_HEADER_BYTES =
      Option.number(
          "max.request.header.size",
          8_192,
          1_024,
          1024 * 1024,
          "Bytes of a request's headers, and of its first line, at most (431, 414).");
  static final Option<Integer> IDLE_TIMEOUT_MS =
      Option.number(
          "idle.timeout.ms",
          30_000,
          1_000,
          3_600_000,
          "A connection on which nothing was sent or received for so long is closed.");
  static final Option<Boolean> COMPRESSION =
      Option.flag(
          "compression.enable",
          true,
          "Whether answers are compressed for clients that accept gzip.");
  static final Option<Boolean> HTTP2 =
      Option.flag(
          "http2.enabled",
          true,
          "Whether HTTP/2 is spoken to clients that begin with it or ask for the upgrade.");
  static final Option<Integer> PEER_CONNECT_TIMEOUT_MS =
      Option.number(
          "stele.peer.connect.timeout.ms",
          500,
          50,
          60_000,
          "A node that holds the writer role and cannot be connected to for so long loses it.");
  static final Option<Integer> PEER_PING_TIMEOUT_MS =
      Option.number(
          "stele.peer.ping.timeout.ms",
          1_000,
          50,
          60_000,
          "A node that holds the writer role and answers no ping for so long loses it.");

  static final Option<Integer> LAME_DUCK_MS =
      Option.number(
          "stele.shutdown.lame.duck.ms",
          300,
          0,
          1_000,
          "How long a node that was told to stop, and takes no more connections, goes on serving those"
              + " it has; shorter if its clients leave sooner.");

  private static final int DEFAULT_PORT = 8081;

  public HttpConfig {
    listeners = List.copyOf(listeners);
  }

  /**
   * Reads it.
   *
   * @throws ConfigException for values that cannot be
   */
  public static HttpConfig from(Map<String, String> settings) {
    int body = MAX_BODY_BYTES.read(settings);
    int inFlight = MAX_IN_FLIGHT_BYTES.read(settings);
    if (inFlight < body) {
      throw ConfigException.of(
          MAX_IN_FLIGHT_BYTES.key(),
          Integer.toString(inFlight),
          "must not be below " + MAX_BODY_BYTES.key() + "=" + body);
    }
    return new HttpConfig(
        LISTENERS.read(settings),
        HOST_NAME.read(settings),
        HOST_PORT.read(settings),
        body,
        inFlight,
        MAX_HEADER_BYTES.read(settings),
        Duration.ofMillis(IDLE_TIMEOUT_MS.read(settings)),
        COMPRESSION.read(settings),
        HTTP2.read(settings),
        CorsConfig.from(settings),
        Duration.ofMillis(PEER_CONNECT_TIMEOUT_MS.read(settings)),
        Duration.ofMillis(PEER_PING_TIMEOUT_MS.read(settings)),
        Duration.ofMillis(LAME_DUCK_MS.read(settings)));
  }

  static List<Option<?>> options() {
    return List.of(
        LISTENERS,
        HOST_NAME,
        HOST_PORT,
        MAX_BODY_BYTES,
        MAX_IN_FLIGHT_BYTES,
        MAX_HEADER_BYTES,
        IDLE_TIMEOUT_MS,
        COMPRESSION,
        HTTP2,
        CorsConfig.ORIGINS,
        CorsConfig.METHODS,
        CorsConfig.HEADERS,
        PEER_CONNECT_TIMEOUT_MS,
        PEER_PING_TIMEOUT_MS,
        LAME_DUCK_MS);
  }

  private static List<InetSocketAddress> listeners(String text) {
    List<InetSocketAddress> listeners = new ArrayList<>();
    for (String entry : (text.isEmpty() ? LISTENERS.fallback() : text).split(",", -1)) {
      listeners.add(listener(entry.strip()));
    }
    return listeners;
  }

  private static InetSocketAddress listener(String text) {
    // An empty host stands for every address, as in the reference registry.
    URI uri = URI.create(text.replaceFirst("^http://(?=:|$)", "http://0.0.0.0"));
    if ("https".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException(
          "https is not supported yet; put a proxy in front, or listen on http");
    }
    boolean plain = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
    if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || !plain) {
      throw new IllegalArgumentException("'" + text + "' is not of the form http://host:port");
    }
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return InetSocketAddress.createUnresolved(host, port);
  }
}
