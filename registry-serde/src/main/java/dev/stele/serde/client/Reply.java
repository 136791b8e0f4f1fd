package dev.stele.serde.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one address answered.
 *
 * @param what was asked, without credentials
 * @param beginning of the body, to be quoted
 * @param json the body; null if it is not JSON
 * @param failure empty if the answer is what was asked for
 * @param retryAfter when to ask again, if the answer says so; not negative
 */
record Reply(
    String what,
    int status,
    String beginning,
    @Nullable JsonNode json,
    Optional<RegistryException> failure,
    Optional<Duration> retryAfter) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads an answer.
   *
   * @param what was asked, without credentials
   * @param excerpt makes what is quoted of it
   */
  static Reply of(String what, HttpResponse<byte[]> response, Excerpt excerpt) {
    int status = response.statusCode();
    byte[] body = response.body();
    String beginning = excerpt.of(body);
    JsonNode json = status == 204 ? MissingNode.getInstance() : parse(body);
    boolean asked = (status == 200 || status == 204 || status == 207) && json != null;
    return new Reply(
        what,
        status,
        beginning,
        json,
        asked ? Optional.empty() : Optional.of(failed(what, status, json, beginning, excerpt)),
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

  /**
   * What the answer says.
   *
   * @throws RegistryException if it has not what was asked for
   */
  <T> T read(Function<JsonNode, T> reading) {
    try {
      return reading.apply(Objects.requireNonNull(json));
    } catch (RegistryException e) {
      String why = what + ": HTTP " + status + ", " + e.getMessage();
      String quote =
          beginning.isEmpty() ? "; it is empty" : "; it begins with: '" + beginning + "'";
      throw RegistryException.unreadable(what, why + quote);
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
      String what, int status, @Nullable JsonNode json, String beginning, Excerpt excerpt) {
    if (json != null && json.path("error_code").isInt()) {
      int code = json.path("error_code").asInt();
      String message = excerpt.of(json.path("message").asText(""));
      return new RegistryException(
          status, code, what, what + ": " + message + "; error code: " + code, null);
    }
    return new RegistryException(
        status,
        RegistryException.UNREADABLE_ANSWER,
        what,
        what + ": HTTP " + status + ", not a registry's answer: '" + beginning + "'",
        null);
  }
}
