package dev.stele.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses answers for clients that take gzip, however much they prefer something else: there is
 * nothing else. Done here because Netty weighs gzip against encodings that it has not been given.
 */
final class Gzip {
  private Gzip() {}

  /** Whether the client names gzip, and not with weight 0. */
  static boolean isAccepted(MultiMap headers) {
    for (String value : headers.getAll(HttpHeaders.ACCEPT_ENCODING)) {
      for (String entry : value.toLowerCase(Locale.ROOT).split(",", -1)) {
        String[] parts = entry.split(";", -1);
        if (parts[0].strip().equals("gzip") && (parts.length == 1 || !isZero(parts[1].strip()))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isZero(String weight) {
    return weight.matches("q\\s*=\\s*0(\\.0*)?");
  }

  static Buffer compress(Buffer body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() / 2 + 32);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
