package dev.stele.serde.client;

import dev.stele.serde.internal.Plugins;
import dev.stele.serde.internal.Settings;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** What the settings of {@link ClientConfig} say to one client. */
final class ClientSettings {
  private static final ConfigDef DEFINITION = ClientConfig.definition();
  private static final Set<String> PLUGINS =
      Set.of(ClientConfig.CLIENT_LISTENER_CLASS, ClientConfig.BEARER_AUTH_PROVIDER_CLASS);

  private final AbstractConfig values;
  private final List<Address> addresses;
  private final Map<String, String> headers;
  private final Authentication authentication;
  private final Optional<TlsSettings> tls;
  private final Optional<ProxySelector> proxy;
  private final CacheSettings caches;

  private ClientSettings(Map<String, ?> configs) {
    Map<String, Object> plain =
        Settings.withoutPrefix(
            configs, DEFINITION.names(), Set.of(ClientConfig.REQUEST_HEADER_PREFIX));
    this.values = Settings.parse(DEFINITION, plain, PLUGINS);
    List<String> urls = values.getList(ClientConfig.SCHEMA_REGISTRY_URL);
    Optional<MockScope> scope = MockScope.of(urls);
    // What guards the way to a registry elsewhere may not even be there in a test.
    boolean inMemory = scope.isPresent();
    this.authentication = inMemory ? Authentication.NONE : Authentication.of(values, plain);
    this.headers = RequestHeaders.of(plain, authentication.headers());
    this.tls = inMemory ? Optional.empty() : TlsSettings.of(values, configs);
    boolean checksHost = tls.map(TlsSettings::checksHost).orElse(true);
    this.addresses =
        scope
            .map(one -> List.of(one.address()))
            .orElseGet(() -> Address.all(urls, authentication, checksHost));
    this.proxy = inMemory ? Optional.empty() : proxy(values);
    this.caches = CacheSettings.of(values, listener(plain));
  }

  /**
   * Reads the client's settings and ignores all others. Each may also be spelled with {@code
   * schema.registry.} in front.
   *
   * @throws ConfigException if a value is missing, wrong or contradicts another
   */
  static ClientSettings of(Map<String, ?> configs) {
    return new ClientSettings(configs);
  }

  private static ClientListener listener(Map<String, Object> plain) {
    Object given = plain.get(ClientConfig.CLIENT_LISTENER_CLASS);
    if (given == null || Plugins.text(given).isEmpty()) {
      return new ClientListener() {};
    }
    ClientListener listener =
        Plugins.of(ClientConfig.CLIENT_LISTENER_CLASS, given, ClientListener.class, Map.of());
    listener.configure(plain);
    return new SafeListener(listener);
  }

  private static Optional<ProxySelector> proxy(AbstractConfig values) {
    String host = values.getString(ClientConfig.PROXY_HOST).strip();
    int port = values.getInt(ClientConfig.PROXY_PORT);
    if (host.isEmpty() != port < 1) {
      throw new ConfigException(
          ClientConfig.PROXY_HOST + " and " + ClientConfig.PROXY_PORT + " need each other");
    }
    return host.isEmpty()
        ? Optional.empty()
        : Optional.of(ProxySelector.of(InetSocketAddress.createUnresolved(host, port)));
  }

  Addresses newAddresses() {
    boolean random = values.getBoolean(ClientConfig.URL_RANDOMIZE);
    int first = random ? ThreadLocalRandom.current().nextInt(addresses.size()) : 0;
    return new Addresses(addresses, first, System::nanoTime);
  }

  Map<String, String> headers() {
    return headers;
  }

  Authentication authentication() {
    return authentication;
  }

  /** How long before it expires a token is replaced. */
  Duration tokenBuffer() {
    return Duration.ofSeconds(values.getInt(ClientConfig.BEARER_AUTH_EXPIRY_BUFFER_SECONDS));
  }

  Optional<TlsSettings> tls() {
    return tls;
  }

  Optional<ProxySelector> proxy() {
    return proxy;
  }

  CacheSettings caches() {
    return caches;
  }

  /** How schemas are fetched by id and guid; empty for the registry's default. */
  String schemaFormat() {
    return values.getString(ClientConfig.SCHEMA_FORMAT).strip();
  }

  Duration timeout() {
    return Duration.ofMillis(values.getInt(ClientConfig.CLIENT_TIMEOUT_MS));
  }

  Duration connectTimeout() {
    return Duration.ofMillis(values.getInt(ClientConfig.HTTP_CONNECT_TIMEOUT_MS));
  }

  Duration readTimeout() {
    return Duration.ofMillis(values.getInt(ClientConfig.HTTP_READ_TIMEOUT_MS));
  }

  Retries retries() {
    return new Retries(
        values.getInt(ClientConfig.MAX_RETRIES),
        Duration.ofMillis(values.getInt(ClientConfig.RETRIES_WAIT_MS)),
        Duration.ofMillis(values.getInt(ClientConfig.RETRIES_MAX_WAIT_MS)));
  }

  /** How many entries one cache over all subjects may hold. */
  int cacheCapacity() {
    return caches.capacity();
  }

  /** How long the latest version of a subject counts as such; empty: for good. */
  Optional<Duration> latestTtl() {
    return caches.latestTtl();
  }
}
