package dev.stele.serde.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a {@link RegistryClient} of settings in code. Each method stands for a setting of {@link
 * ClientConfig}, and {@link #setting} for any other. Not thread-safe.
 */
public final class RegistryClientBuilder {
  private final Map<String, Object> settings = new HashMap<>();

  RegistryClientBuilder() {}

  /** The addresses of the registry; the next one is asked when one cannot answer. */
  public RegistryClientBuilder url(String... urls) {
    return setting(ClientConfig.SCHEMA_REGISTRY_URL, String.join(",", urls));
  }

  /** User and password; wins over those in an address. */
  public RegistryClientBuilder basicAuth(String user, String password) {
    return setting(ClientConfig.BASIC_AUTH_SOURCE, "USER_INFO")
        .setting(ClientConfig.BASIC_AUTH_USER_INFO, user + ":" + password);
  }

  /** A token that does not expire while the client lives. */
  public RegistryClientBuilder bearerAuth(String token) {
    return setting(ClientConfig.BEARER_AUTH_SOURCE, "STATIC_TOKEN")
        .setting(ClientConfig.BEARER_AUTH_TOKEN, token);
  }

  /** Tokens of a provider of the application's own. */
  public RegistryClientBuilder bearerAuth(TokenProvider provider) {
    return setting(ClientConfig.BEARER_AUTH_SOURCE, "CUSTOM")
        .setting(ClientConfig.BEARER_AUTH_PROVIDER_CLASS, provider);
  }

  /** Tokens by OAuth's client-credentials grant. */
  public RegistryClientBuilder oauth(String tokenEndpoint, String clientId, String clientSecret) {
    return setting(ClientConfig.BEARER_AUTH_SOURCE, "OAUTHBEARER")
        .setting(ClientConfig.BEARER_AUTH_ISSUER_URL, tokenEndpoint)
        .setting(ClientConfig.BEARER_AUTH_CLIENT_ID, clientId)
        .setting(ClientConfig.BEARER_AUTH_CLIENT_SECRET, clientSecret);
  }

  /** The PEM certificates to trust, instead of those the JDK trusts. */
  public RegistryClientBuilder trust(String certificates) {
    return setting(TlsSettings.TRUSTSTORE + TlsSettings.CERTIFICATES, certificates);
  }

  /** The client's own key (PKCS #8) and certificates, as PEM. */
  public RegistryClientBuilder certificate(String key, String chain) {
    return setting(TlsSettings.KEYSTORE + TlsSettings.KEY, key)
        .setting(TlsSettings.KEYSTORE + TlsSettings.CHAIN, chain);
  }

  /** A header sent with every request. */
  public RegistryClientBuilder header(String name, String value) {
    return setting(ClientConfig.REQUEST_HEADER_PREFIX + name, value);
  }

  /** How long one call may take altogether. */
  public RegistryClientBuilder timeout(Duration timeout) {
    return millis(ClientConfig.CLIENT_TIMEOUT_MS, timeout);
  }

  /** How long one attempt to connect may take. */
  public RegistryClientBuilder connectTimeout(Duration timeout) {
    return millis(ClientConfig.HTTP_CONNECT_TIMEOUT_MS, timeout);
  }

  /** How long one request may take, from connecting to the last byte of its answer. */
  public RegistryClientBuilder readTimeout(Duration timeout) {
    return millis(ClientConfig.HTTP_READ_TIMEOUT_MS, timeout);
  }

  /**
   * How often all addresses are asked again after failures that may pass.
   *
   * @param firstWait the longest wait before the first retry; it doubles with each
   * @param longestWait the longest wait before any
   */
  public RegistryClientBuilder retries(int max, Duration firstWait, Duration longestWait) {
    return setting(ClientConfig.MAX_RETRIES, max)
        .millis(ClientConfig.RETRIES_WAIT_MS, firstWait)
        .millis(ClientConfig.RETRIES_MAX_WAIT_MS, longestWait);
  }

  /** For how many whole seconds the latest version counts as such; for good if not called. */
  public RegistryClientBuilder latestTtl(Duration ttl) {
    return setting(ClientConfig.LATEST_CACHE_TTL_SEC, ttl.toSeconds());
  }

  /** The HTTP proxy that requests go through. */
  public RegistryClientBuilder proxy(String host, int port) {
    return setting(ClientConfig.PROXY_HOST, host).setting(ClientConfig.PROXY_PORT, port);
  }

  /** Who is told of requests, retries and caches. */
  public RegistryClientBuilder listener(ClientListener listener) {
    return setting(ClientConfig.CLIENT_LISTENER_CLASS, listener);
  }

  /** Any setting by its name. */
  public RegistryClientBuilder setting(String name, Object value) {
    settings.put(name, value);
    return this;
  }

  private RegistryClientBuilder millis(String name, Duration duration) {
    return setting(name, duration.toMillis());
  }

  /**
   * The client.
   *
   * @throws org.apache.kafka.common.config.ConfigException if a setting is missing, wrong or
   *     contradicts another
   */
  public RegistryClient build() {
    return RegistryClient.of(settings);
  }

  /** The settings' names; their values may be secrets. */
  @Override
  public String toString() {
    return List.copyOf(settings.keySet()).toString();
  }
}
