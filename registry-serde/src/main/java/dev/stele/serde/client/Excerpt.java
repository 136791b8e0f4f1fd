package dev.stele.serde.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a message quotes of an answer: little, printable, and without what it was asked with. */
final class Excerpt {
  private static final int SHORT_CHARS = 200;
  private static final int LONG_CHARS = 4000;

  /** Of UTF-8. */
  private static final int MOST_BYTES_PER_CHAR = 3;

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\uFFFD&&[^\\n\\t]]+");

  private final String secret;

  /**
   * @param authorization the header that was sent: what echoes requests repeats it
   */
  Excerpt(Optional<String> authorization) {
    this.secret = authorization.map(it -> it.substring(it.indexOf(' ') + 1)).orElse("");
  }

  /** The beginning of a body that is not what it should be. */
  String of(byte[] body) {
    // As much as is shown, and all of a secret that begins in it.
    int bytes = Math.min(body.length, SHORT_CHARS * MOST_BYTES_PER_CHAR + 2 * secret.length());
    String text = new String(Arrays.copyOf(body, bytes), StandardCharsets.UTF_8);
    return of(bytes < body.length ? withoutHalfSecret(text) : text, SHORT_CHARS);
  }

  /** Without the beginning of a secret whose end was cut off. */
  private String withoutHalfSecret(String text) {
    int chars = Math.min(text.length(), secret.length());
    while (!text.regionMatches(text.length() - chars, secret, 0, chars)) {
      chars--;
    }
    return text.substring(0, text.length() - chars);
  }

  /** A registry's message, which may be long: it tells of each incompatibility. */
  String of(String message) {
    return of(message, LONG_CHARS);
  }

  private String of(String text, int limit) {
    String safe = secret.isEmpty() ? text : text.replace(secret, "…");
    String printable = UNPRINTABLE.matcher(safe.strip()).replaceAll("…");
    return printable.length() > limit ? printable.substring(0, limit) + "…" : printable;
  }
}
