package dev.stele.serde.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** Who the client says it is: nobody, a user with a password, or the bearer of a token. */
final class Credentials {
  private static final String BASIC_SOURCE = "basic.auth.credentials.source";
  private static final String USER_INFO = "basic.auth.user.info";
  private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  private static final String TOKEN = "bearer.auth.token";

  private final Optional<String> userInfo;
  private final Optional<String> token;

  private Credentials(Optional<String> userInfo, Optional<String> token) {
    this.userInfo = userInfo;
    this.token = token;
  }

  static ConfigDef define(ConfigDef definition) {
    return definition
        .define(
            BASIC_SOURCE,
            ConfigDef.Type.STRING,
            "URL",
            Importance.MEDIUM,
            "Where user and password come from: URL (http://user:password@host) or USER_INFO.")
        .define(
            USER_INFO,
            ConfigDef.Type.PASSWORD,
            "",
            Importance.MEDIUM,
            "user:password, for the source USER_INFO.")
        .define(
            BEARER_SOURCE,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Where the bearer token comes from: STATIC_TOKEN, or empty for none.")
        .define(
            TOKEN,
            ConfigDef.Type.PASSWORD,
            "",
            Importance.MEDIUM,
            "The token, for the source STATIC_TOKEN.");
  }

  static Credentials of(AbstractConfig values) {
    return new Credentials(
        secret(values, BASIC_SOURCE, "USER_INFO", USER_INFO),
        secret(values, BEARER_SOURCE, "STATIC_TOKEN", TOKEN));
  }

  /** The secret if the source names it; refuses a secret nobody asked for, and the reverse. */
  private static Optional<String> secret(
      AbstractConfig values, String sourceName, String source, String secretName) {
    String given = values.getString(sourceName).strip();
    String secret = values.getPassword(secretName).value();
    boolean none = given.isEmpty() || (sourceName.equals(BASIC_SOURCE) && given.equals("URL"));
    if (!none && !given.equals(source)) {
      throw new ConfigException(sourceName, given, "this version knows " + source + " only");
    }
    if (none && !secret.isEmpty()) {
      throw new ConfigException(
          secretName
              + " is set, but "
              + sourceName
              + " is not "
              + source
              + ": set it, or remove "
              + secretName);
    }
    if (!none && secret.isEmpty()) {
      throw new ConfigException(sourceName, given, secretName + " is needed with it");
    }
    return none ? Optional.empty() : Optional.of(secret);
  }

  /** The Authorization header for an address whose URL carried this user info. */
  Optional<String> authorization(Optional<String> userInfoInUrl) {
    Optional<String> basic = userInfo.or(() -> userInfoInUrl);
    if (basic.isPresent() && token.isPresent()) {
      throw new ConfigException(
          "Both basic and bearer authentication are set: remove "
              + (userInfo.isPresent() ? USER_INFO : "the user from the URL")
              + " or "
              + TOKEN);
    }
    return basic.map(Credentials::basic).or(() -> token.map(t -> "Bearer " + t));
  }

  private static String basic(String userInfo) {
    byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
