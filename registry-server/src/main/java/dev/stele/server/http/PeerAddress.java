package dev.stele.server.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node says that it is reached.
 *
 * @param secure whether TLS is spoken there
 * @param host a name or an address; one of IPv6 in brackets
 */
record PeerAddress(boolean secure, String host, int port) {
  // Not java.net.URI: for that, the name of a container that has an underscore is none.
  private static final Pattern URL =
      Pattern.compile("(https?)://(\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::(\\d{1,5}))?/?");
  private static final int MAX_PORT = 65_535;

  /** Reads {@code http[s]://host[:port]}; empty if it is something else. */
  static Optional<PeerAddress> of(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean secure = parts.group(1).equals("https");
    String port = parts.group(3);
    int number = port == null ? (secure ? 443 : 80) : Integer.parseInt(port);
    return number == 0 || number > MAX_PORT
        ? Optional.empty()
        : Optional.of(new PeerAddress(secure, parts.group(2), number));
  }
}
