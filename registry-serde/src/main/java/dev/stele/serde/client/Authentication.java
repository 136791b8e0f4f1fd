package dev.stele.serde.client;

import static dev.stele.serde.client.AuthSettings.BASIC_SOURCE;
import static dev.stele.serde.client.AuthSettings.BEARER_SOURCE;
import static dev.stele.serde.client.AuthSettings.CLIENT_ID;
import static dev.stele.serde.client.AuthSettings.CLIENT_SECRET;
import static dev.stele.serde.client.AuthSettings.CUSTOM_PROVIDER;
import static dev.stele.serde.client.AuthSettings.ISSUER;
import static dev.stele.serde.client.AuthSettings.TOKEN;
import static dev.stele.serde.client.AuthSettings.UAMI_QUERY;
import static dev.stele.serde.client.AuthSettings.UAMI_URL;
import static dev.stele.serde.client.AuthSettings.USER_INFO;

import dev.stele.serde.internal.Plugins;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
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

  private static final String INHERIT = "SASL_OAUTHBEARER_INHERIT";

  /** Each setting that has an effect with some sources only; a secret may not lie about unused. */
  private static final Map<String, Set<String>> NEEDED_BY =
      Map.of(
          USER_INFO, Set.of("USER_INFO"),
          TOKEN, Set.of("STATIC_TOKEN"),
          CLIENT_SECRET, Set.of("OAUTHBEARER", INHERIT),
          CUSTOM_PROVIDER, Set.of("CUSTOM"));

  /**
   * Reads the settings.
   *
   * @param values those of {@link AuthSettings}
   * @param configs all, among them the Kafka client's own
   * @throws ConfigException that names a setting and repeats no secret
   */
  static Authentication of(AbstractConfig values, Map<String, ?> configs) {
    String basic = source(values, BASIC_SOURCE);
    String bearer = source(values, BEARER_SOURCE);
    refuseUnused(values, configs, basic, bearer);
    Optional<String> user =
        switch (basic) {
          case "", "URL" -> Optional.empty();
          case "USER_INFO" -> Optional.of(required(values, USER_INFO, basic));
          case "SASL_INHERIT" -> Optional.of(inheritedUser(configs));
          default ->
              throw new ConfigException(
                  BASIC_SOURCE, basic, "must be URL, USER_INFO or SASL_INHERIT");
        };
    if (user.isPresent() && !bearer.isEmpty()) {
      throw both(BASIC_SOURCE);
    }
    Optional<String> token = Optional.empty();
    Optional<TokenSource> fetched = Optional.empty();
    switch (bearer) {
      case "" -> {}
      case "STATIC_TOKEN" -> token = Optional.of(bearer(required(values, TOKEN, bearer)));
      case "OAUTHBEARER" -> fetched = Optional.of(clientCredentials(values, configs, Map.of()));
      case INHERIT ->
          fetched =
              Optional.of(
                  clientCredentials(values, configs, JaasOptions.of(configs, BEARER_SOURCE)));
      case "UAMI" -> fetched = Optional.of(managedIdentity(values));
      case "CUSTOM" -> fetched = Optional.of(provided(configs));
      default ->
          throw new ConfigException(
              BEARER_SOURCE,
              bearer,
              "must be STATIC_TOKEN, OAUTHBEARER, SASL_OAUTHBEARER_INHERIT, UAMI or CUSTOM");
    }
    return new Authentication(
        user.map(Authentication::basic), token, fetched, headers(values, configs, bearer));
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
            + BEARER_SOURCE);
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
            String source = setting.equals(USER_INFO) ? BASIC_SOURCE : BEARER_SOURCE;
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
    return setting.equals(CUSTOM_PROVIDER)
        ? !Plugins.text(configs.get(setting)).isEmpty()
        : !values.getPassword(setting).value().isEmpty();
  }

  private static String required(AbstractConfig values, String setting, String source) {
    boolean secret = values.typeOf(setting) == ConfigDef.Type.PASSWORD;
    return require(
        secret ? values.getPassword(setting).value() : values.getString(setting), setting, source);
  }

  private static String require(String value, String setting, String source) {
    if (value.isBlank()) {
      throw missing(setting, source);
    }
    return value;
  }

  private static ConfigException missing(String setting, String source) {
    return new ConfigException(
        (setting.equals(USER_INFO) ? BASIC_SOURCE : BEARER_SOURCE)
            + " = "
            + source
            + " needs "
            + setting
            + ", which is not set");
  }

  private static String bearer(String token) {
    String header = "Bearer " + token.strip();
    try {
      HttpRequest.newBuilder().header("Authorization", header);
    } catch (IllegalArgumentException e) {
      // Its message would repeat the token.
      throw new ConfigException(TOKEN + " cannot be sent as a header");
    }
    return header;
  }

  private static String basic(String userInfo) {
    byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static String inheritedUser(Map<String, ?> configs) {
    Map<String, String> options = JaasOptions.of(configs, BASIC_SOURCE);
    String user = options.get("username");
    String password = options.get("password");
    if (user == null || password == null) {
      throw new ConfigException(
          SaslConfigs.SASL_JAAS_CONFIG
              + " has no username and password, which the source SASL_INHERIT needs");
    }
    return user + ":" + password;
  }

  private static TokenSource clientCredentials(
      AbstractConfig values, Map<String, ?> configs, Map<String, String> jaas) {
    boolean inherits = !jaas.isEmpty();
    String source = inherits ? INHERIT : "OAUTHBEARER";
    Object kafkas = inherits ? configs.get(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL) : null;
    URI endpoint =
        endpoint(first(values.getString(ISSUER), Plugins.text(kafkas)), ISSUER, source, "");
    String id = first(values.getString(CLIENT_ID), jaas.getOrDefault("clientId", ""));
    String secret =
        first(values.getPassword(CLIENT_SECRET).value(), jaas.getOrDefault("clientSecret", ""));
    String scope = first(values.getString(AuthSettings.SCOPE), jaas.getOrDefault("scope", ""));
    return new ClientCredentials(
        endpoint,
        basic(require(id, CLIENT_ID, source) + ":" + require(secret, CLIENT_SECRET, source)),
        scope,
        claims(values));
  }

  private static TokenSource managedIdentity(AbstractConfig values) {
    String query = required(values, UAMI_QUERY, "UAMI");
    return new ManagedIdentity(
        endpoint(values.getString(UAMI_URL), UAMI_URL, "UAMI", "?" + query), claims(values));
  }

  private static TokenSource provided(Map<String, ?> configs) {
    Object given = configs.get(CUSTOM_PROVIDER);
    if (given == null) {
      throw missing(CUSTOM_PROVIDER, "CUSTOM");
    }
    TokenProvider provider = Plugins.of(CUSTOM_PROVIDER, given, TokenProvider.class, Map.of());
    provider.configure(configs);
    return new ProvidedTokens(provider);
  }

  private static URI endpoint(String url, String setting, String source, String query) {
    URI uri;
    try {
      uri = URI.create(require(url, setting, source).strip() + query);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(setting + " is not a URL");
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (!(http || "https".equalsIgnoreCase(uri.getScheme()))
        || uri.getHost() == null
        || uri.getRawUserInfo() != null) {
      throw new ConfigException(
          setting + " must begin with http:// or https:// and name a host, without a user");
    }
    return uri;
  }

  private static List<String> claims(AbstractConfig values) {
    return Stream.of(AuthSettings.SCOPE_CLAIM, AuthSettings.SUB_CLAIM)
        .map(setting -> values.getString(setting).strip())
        .filter(claim -> !claim.isEmpty())
        .toList();
  }

  private static Map<String, String> headers(
      AbstractConfig values, Map<String, ?> configs, String bearer) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (bearer.isEmpty()) {
      return headers;
    }
    String pool = values.getString(AuthSettings.IDENTITY_POOL);
    if (pool.isBlank() && bearer.equals(INHERIT)) {
      pool = JaasOptions.of(configs, BEARER_SOURCE).getOrDefault("extension_identityPoolId", "");
    }
    put(headers, "target-sr-cluster", values.getString(AuthSettings.LOGICAL_CLUSTER));
    put(headers, "Confluent-Identity-Pool-Id", pool);
    return headers;
  }

  private static void put(Map<String, String> headers, String name, String value) {
    if (!value.isBlank()) {
      headers.put(name, value.strip());
    }
  }

  private static String first(String ours, String inherited) {
    return ours.isBlank() ? inherited : ours;
  }

  /** Tells nothing of the secrets. */
  @Override
  public String toString() {
    return "Authentication";
  }
}
