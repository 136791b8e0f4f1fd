package dev.stele.server.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads request bodies up to a limit. */
final class Bodies {
  // A client that writes first and reads later must see the refusal, so the rest is read and thrown
  // away; but not for ever.
  private static final int PATIENCE = 8;

  private final HttpServerRequest http;
  private final int maxBytes;
  private final Promise<Buffer> read = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private long seen;

  private Bodies(HttpServerRequest http, int maxBytes) {
    this.http = http;
    this.maxBytes = maxBytes;
  }

  /**
   * Reads a body.
   *
   * @return the whole body; or fails with {@link HttpException}: 413 if it is larger than the
   *     limit, 400 if the client went away
   */
  static Future<Buffer> read(HttpServerRequest http, int maxBytes) {
    return new Bodies(http, maxBytes).read();
  }

  private Future<Buffer> read() {
    http.exceptionHandler(
        gone -> read.tryFail(new HttpException(400, "EOF Exception encountered: body incomplete")));
    http.handler(this::take);
    http.endHandler(
        end -> {
          if (seen > maxBytes) {
            read.tryFail(tooLarge());
          } else {
            read.tryComplete(body);
          }
        });
    return read.future();
  }

  private void take(Buffer chunk) {
    seen += chunk.length();
    if (seen <= maxBytes) {
      body.appendBuffer(chunk);
    } else if (seen > (long) maxBytes * PATIENCE) {
      http.response().putHeader("Connection", "close");
      read.tryFail(tooLarge());
    }
  }

  private HttpException tooLarge() {
    return new HttpException(
        413,
        "Request body is larger than "
            + maxBytes
            + " bytes, the limit set by stele.http.body.max.bytes");
  }
}
