package dev.stele.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names a request in the answer and in the log. */
final class RequestId {
  static final String HEADER = "X-Request-ID";
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_2 = 0x8000000000000000L;

  private RequestId() {}

  /** The client's, if it sent exactly one; else a random version 4 UUID. Always the same. */
  static String of(RoutingContext context) {
    String known = context.get(HEADER);
    if (known == null) {
      known = name(context.request());
      context.put(HEADER, known);
    }
    return known;
  }

  private static String name(HttpServerRequest http) {
    List<String> sent = http.headers().getAll(HEADER);
    if (sent.size() == 1 && !sent.get(0).isBlank()) {
      return sent.get(0);
    }
    // Not a secret: a quick source of chance does.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xf000L) | VERSION_4;
    long low = (random.nextLong() & ~0xc000000000000000L) | VARIANT_2;
    return new UUID(high, low).toString();
  }
}
