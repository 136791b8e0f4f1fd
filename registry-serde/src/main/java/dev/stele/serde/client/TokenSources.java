package dev.stele.serde.client;

import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_CLIENT_ID;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_CLIENT_SECRET;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_ISSUER_URL;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_PROVIDER_CLASS;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_SOURCE;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_UAMI_QUERY;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_UAMI_URL;

import dev.stele.serde.internal.Plugins;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;

/** Where the settings say that tokens are fetched. */
final class TokenSources {
  /** Credentials of the Kafka client are the registry's too. */
  static final String INHERIT = "SASL_OAUTHBEARER_INHERIT";

  private TokenSources() {}

  /**
   * Reads the settings.
   *
   * @param bearer the value of {@code bearer.auth.credentials.source}; empty for none
   * @param values those of {@link ClientConfig}
   * @param configs all, among them the Kafka client's own
   * @throws ConfigException that names a setting and repeats no secret
   */
  static Optional<TokenSource> of(String bearer, AbstractConfig values, Map<String, ?> configs) {
    return switch (bearer) {
      case "" -> Optional.empty();
      case "OAUTHBEARER" -> Optional.of(clientCredentials(values, configs, Map.of()));
      case INHERIT ->
          Optional.of(
              clientCredentials(values, configs, JaasOptions.of(configs, BEARER_AUTH_SOURCE)));
      case "UAMI" -> Optional.of(managedIdentity(values));
      case "CUSTOM" -> Optional.of(provided(configs));
      default ->
          throw new ConfigException(
              BEARER_AUTH_SOURCE,
              bearer,
              "must be STATIC_TOKEN, OAUTHBEARER, SASL_OAUTHBEARER_INHERIT, UAMI or CUSTOM");
    };
  }

  private static TokenSource clientCredentials(
      AbstractConfig values, Map<String, ?> configs, Map<String, String> jaas) {
    boolean inherits = !jaas.isEmpty();
    String source = inherits ? INHERIT : "OAUTHBEARER";
    Object kafkas = inherits ? configs.get(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL) : null;
    URI endpoint =
        endpoint(
            first(values.getString(BEARER_AUTH_ISSUER_URL), Plugins.text(kafkas)),
            BEARER_AUTH_ISSUER_URL,
            source,
            "");
    String id = first(values.getString(BEARER_AUTH_CLIENT_ID), jaas.getOrDefault("clientId", ""));
    String secret =
        first(
            values.getPassword(BEARER_AUTH_CLIENT_SECRET).value(),
            jaas.getOrDefault("clientSecret", ""));
    String scope =
        first(values.getString(ClientConfig.BEARER_AUTH_SCOPE), jaas.getOrDefault("scope", ""));
    return new ClientCredentials(
        endpoint,
        Authentication.basic(
            NeededSettings.check(id, BEARER_AUTH_CLIENT_ID, source)
                + ":"
                + NeededSettings.check(secret, BEARER_AUTH_CLIENT_SECRET, source)),
        scope,
        claims(values));
  }

  private static TokenSource managedIdentity(AbstractConfig values) {
    String query = NeededSettings.get(values, BEARER_AUTH_UAMI_QUERY, "UAMI");
    return new ManagedIdentity(
        endpoint(values.getString(BEARER_AUTH_UAMI_URL), BEARER_AUTH_UAMI_URL, "UAMI", "?" + query),
        claims(values));
  }

  private static TokenSource provided(Map<String, ?> configs) {
    Object given = configs.get(BEARER_AUTH_PROVIDER_CLASS);
    if (given == null) {
      throw NeededSettings.missing(BEARER_AUTH_PROVIDER_CLASS, "CUSTOM");
    }
    TokenProvider provider =
        Plugins.of(BEARER_AUTH_PROVIDER_CLASS, given, TokenProvider.class, Map.of());
    provider.configure(configs);
    return new ProvidedTokens(provider);
  }

  private static URI endpoint(String url, String setting, String source, String query) {
    URI uri;
    try {
      uri = URI.create(NeededSettings.check(url, setting, source).strip() + query);
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
    return Stream.of(ClientConfig.BEARER_AUTH_SCOPE_CLAIM, ClientConfig.BEARER_AUTH_SUB_CLAIM)
        .map(setting -> values.getString(setting).strip())
        .filter(claim -> !claim.isEmpty())
        .toList();
  }

  private static String first(String ours, String inherited) {
    return ours.isBlank() ? inherited : ours;
  }
}
