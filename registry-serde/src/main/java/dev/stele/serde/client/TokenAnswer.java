package dev.stele.serde.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a token endpoint answers: RFC 6749, 5.1 and 5.2. */
final class TokenAnswer {
  private static final int SHOWN_CHARS = 200;

  private TokenAnswer() {}

  /**
   * The token of an answer.
   *
   * @param claims names of claims that must be in the token
   * @throws RegistryException if the answer refuses, or is none
   */
  static BearerToken read(String what, HttpResponse<byte[]> response, List<String> claims) {
    JsonNode json = Reply.parse(response.body());
    if (response.statusCode() != 200) {
      throw refused(what, response.statusCode(), json);
    }
    String token = json == null ? "" : json.path("access_token").asText("");
    if (token.isEmpty()) {
      // Not quoted: it may hold a token under another name.
      throw RegistryException.unreadable(what, what + ": the answer has no 'access_token'");
    }
    JsonNode payload = payload(token);
    for (String claim : claims) {
      if (payload == null || payload.path(claim).isMissingNode()) {
        throw RegistryException.unreadable(what, what + ": the token has no claim " + claim);
      }
    }
    return new BearerToken(token, expiry(json, payload));
  }

  private static Optional<Instant> expiry(@Nullable JsonNode json, @Nullable JsonNode payload) {
    // Azure sends the seconds as text.
    long seconds = json == null ? 0 : json.path("expires_in").asLong(0);
    if (seconds > 0) {
      return Optional.of(Instant.now().plusSeconds(Math.min(seconds, Integer.MAX_VALUE)));
    }
    long end = payload == null ? 0 : payload.path("exp").asLong(0);
    return end > 0
        ? Optional.of(Instant.ofEpochSecond(Math.min(end, 100L * Integer.MAX_VALUE)))
        : Optional.empty();
  }

  /** The claims of a JWT (RFC 7519, 7.2); null if the token is none. */
  private static @Nullable JsonNode payload(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      return Reply.parse(Base64.getUrlDecoder().decode(parts[1].getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static RegistryException refused(String what, int status, @Nullable JsonNode json) {
    String error = json == null ? "" : json.path("error").asText("");
    String description = json == null ? "" : json.path("error_description").asText("");
    String why = (error + " " + description).strip();
    // The endpoint refuses the client by 400 or 401, RFC 6749, 5.2: either way it is not let in.
    return new RegistryException(
        status == 400 || status == 403 ? 401 : status,
        RegistryException.UNREADABLE_ANSWER,
        what,
        what
            + ": no token, HTTP "
            + status
            + (why.isEmpty() ? "" : ": " + why.substring(0, Math.min(why.length(), SHOWN_CHARS))),
        null);
  }
}
