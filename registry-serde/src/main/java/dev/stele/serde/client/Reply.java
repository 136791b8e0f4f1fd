package dev.stele.serde.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one address answered.
 *
 * @param json the body; null if it is not JSON
 * @param failure empty if the answer is what was asked for
 * @param retryAfter when to ask again, if the answer says so; not negative
 */
record Reply(
    int status,
    @Nullable JsonNode json,
    Optional<RegistryException> failure,
    Optional<Duration> retryAfter) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN_CHARS = 200;

  /**
   * Reads an answer.
   *
   * @param what was asked, without credentials
   */
  static Reply of(String what, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 204) {
      return new Reply(status, MissingNode.getInstance(), Optional.empty(), Optional.empty());
    }
    JsonNode json = parse(response.body());
    boolean asked = (status == 200 || status == 207) && json != null;
    return new Reply(
        status,
        json,
        asked ? Optional.empty() : Optional.of(failed(what, status, json, response.body())),
        response.headers().firstValue("Retry-After").flatMap(Reply::wait));
  }

  static @Nullable JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      // Not JSON: the caller quotes the text it got instead.
      return null;
    }
  }

  /** Seconds or a date: RFC 9110, 10.2.3. */
  private static Optional<Duration> wait(String retryAfter) {
    String text = retryAfter.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Clock.systemUTC().instant(), then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static RegistryException failed(
      String what, int status, @Nullable JsonNode json, byte[] body) {
    if (json != null && json.path("error_code").isInt()) {
      int code = json.path("error_code").asInt();
      String message = json.path("message").asText("");
      return new RegistryException(
          status, code, what, what + ": " + message + "; error code: " + code, null);
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    String shown = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text;
    return new RegistryException(
        status,
        RegistryException.UNREADABLE_ANSWER,
        what,
        what + ": HTTP " + status + ", not a registry's answer: '" + shown + "'",
        null);
  }
}
