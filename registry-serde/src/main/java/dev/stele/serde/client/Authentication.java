package dev.stele.serde.client;

import static dev.stele.serde.client.ClientConfig.BASIC_AUTH_SOURCE;
import static dev.stele.serde.client.ClientConfig.BASIC_AUTH_USER_INFO;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_CLIENT_SECRET;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_PROVIDER_CLASS;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_SOURCE;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_TOKEN;

import dev.stele.serde.internal.Plugins;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * Who the client says it is: nobody, a user with a password, or the bearer of a token that is fixed
 * or fetched.
 *
 * @param user the header for a user who is not in the URL
 * @param fixedToken the header for a token that is not fetched
 * @param fetched where other tokens come from
 * @param headers what is sent beside a token
 */
record Authentication(
    Optional<String> user,
    Optional<String> fixedToken,
    Optional<TokenSource> fetched,
    Map<String, String> headers) {
  static final Authentication NONE =
      new Authentication(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

  /** Each setting that has an effect with some sources only; a secret may not lie about unused. */
  private static final Map<String, Set<String>> NEEDED_BY =
      Map.of(
          BASIC_AUTH_USER_INFO, Set.of("USER_INFO"),
          BEARER_AUTH_TOKEN, Set.of("STATIC_TOKEN"),
          BEARER_AUTH_CLIENT_SECRET, Set.of("OAUTHBEARER", TokenSources.INHERIT),
          BEARER_AUTH_PROVIDER_CLASS, Set.of("CUSTOM"));

  /**
   * Reads the settings.
   *
   * @param values those of {@link ClientConfig}
   * @param configs all, among them the Kafka client's own
   * @throws ConfigException that names a setting and repeats no secret
   */
  static Authentication of(AbstractConfig values, Map<String, ?> configs) {
    String basic = source(values, BASIC_AUTH_SOURCE);
    String bearer = source(values, BEARER_AUTH_SOURCE);
    refuseUnused(values, configs, basic, bearer);
    Optional<String> user =
        switch (basic) {
          case "", "URL" -> Optional.empty();
          case "USER_INFO" -> Optional.of(NeededSettings.get(values, BASIC_AUTH_USER_INFO, basic));
          case "SASL_INHERIT" -> Optional.of(inheritedUser(configs));
          default ->
              throw new ConfigException(
                  BASIC_AUTH_SOURCE, basic, "must be URL, USER_INFO or SASL_INHERIT");
        };
    if (user.isPresent() && !bearer.isEmpty()) {
      throw both(BASIC_AUTH_SOURCE);
    }
    boolean isFixed = bearer.equals("STATIC_TOKEN");
    return new Authentication(
        user.map(Authentication::basic),
        isFixed
            ? Optional.of(bearer(NeededSettings.get(values, BEARER_AUTH_TOKEN, bearer)))
            : Optional.empty(),
        isFixed ? Optional.empty() : TokenSources.of(bearer, values, configs),
        headers(values, configs, bearer));
  }

  /** The Authorization header for an address, if it does not change. */
  Optional<String> fixed(Optional<String> userInfoInUrl) {
    if (userInfoInUrl.isPresent() && (fixedToken.isPresent() || fetched.isPresent())) {
      throw both("the user in schema.registry.url");
    }
    return user.or(() -> userInfoInUrl.map(Authentication::basic)).or(() -> fixedToken);
  }

  private static ConfigException both(String basicSetting) {
    return new ConfigException(
        "Both basic and bearer authentication are set: remove "
            + basicSetting
            + " or "
            + BEARER_AUTH_SOURCE);
  }

  private static String source(AbstractConfig values, String setting) {
    return values.getString(setting).strip().toUpperCase(Locale.ROOT);
  }

  private static void refuseUnused(
      AbstractConfig values, Map<String, ?> configs, String basic, String bearer) {
    NEEDED_BY.forEach(
        (setting, sources) -> {
          boolean used = sources.contains(basic) || sources.contains(bearer);
          if (!used && isSet(values, configs, setting)) {
            String source =
                setting.equals(BASIC_AUTH_USER_INFO) ? BASIC_AUTH_SOURCE : BEARER_AUTH_SOURCE;
            throw new ConfigException(
                setting
                    + " is set, but "
                    + source
                    + " is not "
                    + String.join(" or ", sources.stream().sorted().toList())
                    + ": set it, or remove "
                    + setting);
          }
        });
  }

  private static boolean isSet(AbstractConfig values, Map<String, ?> configs, String setting) {
    return setting.equals(BEARER_AUTH_PROVIDER_CLASS)
        ? !Plugins.text(configs.get(setting)).isEmpty()
        : !values.getPassword(setting).value().isEmpty();
  }

  private static String bearer(String token) {
    String header = "Bearer " + token.strip();
    try {
      HttpRequest.newBuilder().header("Authorization", header);
    } catch (IllegalArgumentException e) {
      // Its message would repeat the token.
      throw new ConfigException(BEARER_AUTH_TOKEN + " cannot be sent as a header");
    }
    return header;
  }

  static String basic(String userInfo) {
    byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static String inheritedUser(Map<String, ?> configs) {
    Map<String, String> options = JaasOptions.of(configs, BASIC_AUTH_SOURCE);
    String user = options.get("username");
    String password = options.get("password");
    if (user == null || password == null) {
      throw new ConfigException(
          SaslConfigs.SASL_JAAS_CONFIG
              + " has no username and password, which the source SASL_INHERIT needs");
    }
    return user + ":" + password;
  }

  private static Map<String, String> headers(
      AbstractConfig values, Map<String, ?> configs, String bearer) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (bearer.isEmpty()) {
      return headers;
    }
    String pool = values.getString(ClientConfig.BEARER_AUTH_IDENTITY_POOL_ID);
    if (pool.isBlank() && bearer.equals(TokenSources.INHERIT)) {
      pool =
          JaasOptions.of(configs, BEARER_AUTH_SOURCE).getOrDefault("extension_identityPoolId", "");
    }
    put(headers, "target-sr-cluster", values.getString(ClientConfig.BEARER_AUTH_LOGICAL_CLUSTER));
    put(headers, "Confluent-Identity-Pool-Id", pool);
    return headers;
  }

  private static void put(Map<String, String> headers, String name, String value) {
    if (!value.isBlank()) {
      headers.put(name, value.strip());
    }
  }

  /** Tells nothing of the secrets. */
  @Override
  public String toString() {
    return "Authentication";
  }
}
