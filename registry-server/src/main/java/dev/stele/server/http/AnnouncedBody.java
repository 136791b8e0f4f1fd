package dev.stele.server.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Set;

/** What a request says of its body before it is read. */
final class AnnouncedBody {
  /** There may be one, of any length. */
  static final long UNKNOWN = -1;

  private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT);

  private AnnouncedBody() {}

  /** Its length in bytes; 0 for none. */
  static long bytes(HttpServerRequest http) {
    String length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return Long.parseLong(length);
    }
    // Over HTTP/2 a body need not be announced at all.
    boolean unannounced = http.version() == HttpVersion.HTTP_2 && WITH_BODY.contains(http.method());
    return unannounced || http.headers().contains(HttpHeaders.TRANSFER_ENCODING) ? UNKNOWN : 0;
  }
}
