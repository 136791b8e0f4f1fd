package dev.stele.serde.client;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.stele.serde.internal.Plugins;
import dev.stele.serde.internal.Settings;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** The settings of a {@link RegistryClient}, under the names that clients of this API share. */
public final class ClientConfig {
  public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
  public static final String URL_RANDOMIZE = "schema.registry.url.randomize";
  public static final String CLIENT_TIMEOUT_MS = "stele.client.timeout.ms";
  public static final String HTTP_CONNECT_TIMEOUT_MS = "http.connect.timeout.ms";
  public static final String HTTP_READ_TIMEOUT_MS = "http.read.timeout.ms";
  public static final String MAX_RETRIES = "max.retries";
  public static final String RETRIES_WAIT_MS = "retries.wait.ms";
  public static final String RETRIES_MAX_WAIT_MS = "retries.max.wait.ms";
  public static final String PROXY_HOST = "proxy.host";
  public static final String PROXY_PORT = "proxy.port";
  public static final String SCHEMA_FORMAT = "schema.format";
  public static final String USE_APACHE_HTTP_CLIENT = "use.apache.http.client";
  public static final String CLIENT_LISTENER_CLASS = "stele.client.listener.class";
  public static final String MAX_SCHEMAS_PER_SUBJECT = "max.schemas.per.subject";
  public static final String LATEST_CACHE_SIZE = "latest.cache.size";
  public static final String LATEST_CACHE_TTL_SEC = "latest.cache.ttl.sec";
  public static final String MISSING_CACHE_SIZE = "missing.cache.size";
  public static final String MISSING_ID_CACHE_TTL_SEC = "missing.id.cache.ttl.sec";
  public static final String MISSING_VERSION_CACHE_TTL_SEC = "missing.version.cache.ttl.sec";
  public static final String MISSING_SCHEMA_CACHE_TTL_SEC = "missing.schema.cache.ttl.sec";
  public static final String ASSOCIATION_CACHE_SIZE = "subject.name.strategy.cache.size";
  public static final String ASSOCIATION_CACHE_EXPIRY_SECS =
      "subject.name.strategy.cache.expiry.secs";

  /** Any name may follow; the value is sent as a header of that name with every request. */
  public static final String REQUEST_HEADER_PREFIX = "request.header.";

  private static final ConfigDef DEFINITION =
      TlsConfig.define(AuthSettings.define(CacheSettings.define(requests(new ConfigDef()))));

  private final AbstractConfig values;
  private final List<Address> addresses;
  private final Map<String, String> headers;
  private final Authentication authentication;
  private final Optional<TlsConfig> tls;
  private final Optional<ProxySelector> proxy;
  private final CacheSettings caches;

  private ClientConfig(Map<String, ?> configs) {
    Map<String, Object> plain =
        Settings.withoutPrefix(configs, DEFINITION.names(), Set.of(REQUEST_HEADER_PREFIX));
    this.values = Settings.parse(DEFINITION, named(plain));
    List<String> urls = values.getList(SCHEMA_REGISTRY_URL);
    Optional<MockScope> scope = MockScope.of(urls);
    // What guards the way to a registry elsewhere may not even be there in a test.
    boolean inMemory = scope.isPresent();
    this.authentication = inMemory ? Authentication.NONE : Authentication.of(values, plain);
    this.headers = RequestHeaders.of(plain, authentication.headers());
    this.tls = inMemory ? Optional.empty() : TlsConfig.of(values, configs);
    boolean checksHost = tls.map(TlsConfig::checksHost).orElse(true);
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
  public static ClientConfig of(Map<String, ?> configs) {
    return new ClientConfig(configs);
  }

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }

  private static ConfigDef requests(ConfigDef definition) {
    definition
        .define(
            SCHEMA_REGISTRY_URL,
            ConfigDef.Type.LIST,
            ConfigDef.NO_DEFAULT_VALUE,
            Importance.HIGH,
            "Addresses of the registry, separated by commas. The next one is asked when one cannot"
                + " answer.")
        .define(
            URL_RANDOMIZE,
            ConfigDef.Type.BOOLEAN,
            false,
            Importance.LOW,
            "Whether any of the addresses is asked first, and not the first one.");
    time(
        definition,
        CLIENT_TIMEOUT_MS,
        120_000,
        "How long one call may take altogether, with all addresses, retries and waits, in ms.");
    time(
        definition,
        HTTP_CONNECT_TIMEOUT_MS,
        60_000,
        "How long one attempt to connect may take, in ms.");
    time(
        definition,
        HTTP_READ_TIMEOUT_MS,
        60_000,
        "How long one answer may take once connected, in ms.");
    return definition
        .define(
            MAX_RETRIES,
            ConfigDef.Type.INT,
            3,
            between(0, 1000),
            Importance.LOW,
            "How often each address is asked again after a failure that may pass.")
        .define(
            RETRIES_WAIT_MS,
            ConfigDef.Type.INT,
            1000,
            atLeast(0),
            Importance.LOW,
            "The longest wait before the first retry, in ms; it doubles with each. The wait is"
                + " random between 0 and that.")
        .define(
            RETRIES_MAX_WAIT_MS,
            ConfigDef.Type.INT,
            20_000,
            atLeast(0),
            Importance.LOW,
            "The longest wait before any retry, in ms; but what a Retry-After demands is waited"
                + " for.")
        .define(
            PROXY_HOST,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "The HTTP proxy to use; empty for none.")
        .define(
            PROXY_PORT,
            ConfigDef.Type.INT,
            -1,
            between(-1, 65_535),
            Importance.LOW,
            "The port of the proxy.")
        .define(
            SCHEMA_FORMAT,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "The form in which schemas are fetched by id and guid, for instance resolved or"
                + " serialized; empty for the registry's default.")
        .define(
            USE_APACHE_HTTP_CLIENT,
            ConfigDef.Type.BOOLEAN,
            false,
            Importance.LOW,
            "Without effect: there is one HTTP client, the JDK's.")
        .define(
            CLIENT_LISTENER_CLASS,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "A class that is told of requests, retries and caches: a"
                + " dev.stele.serde.client.ClientListener.");
  }

  private static void time(ConfigDef definition, String name, int fallback, String doc) {
    definition.define(name, ConfigDef.Type.INT, fallback, atLeast(1), Importance.LOW, doc);
  }

  /** Objects and classes by their names, which is what the definition knows. */
  private static Map<String, Object> named(Map<String, Object> plain) {
    Map<String, Object> named = new HashMap<>(plain);
    for (String setting : List.of(CLIENT_LISTENER_CLASS, AuthSettings.CUSTOM_PROVIDER)) {
      named.computeIfPresent(
          setting, (key, value) -> value instanceof String ? value : value.getClass().getName());
    }
    return named;
  }

  private static ClientListener listener(Map<String, Object> plain) {
    Object given = plain.get(CLIENT_LISTENER_CLASS);
    if (given == null || Plugins.text(given).isEmpty()) {
      return new ClientListener() {};
    }
    ClientListener listener =
        Plugins.of(CLIENT_LISTENER_CLASS, given, ClientListener.class, Map.of());
    listener.configure(plain);
    return new SafeListener(listener);
  }

  private static Optional<ProxySelector> proxy(AbstractConfig values) {
    String host = values.getString(PROXY_HOST).strip();
    int port = values.getInt(PROXY_PORT);
    if (host.isEmpty() != port < 1) {
      throw new ConfigException(PROXY_HOST + " and " + PROXY_PORT + " need each other");
    }
    return host.isEmpty()
        ? Optional.empty()
        : Optional.of(ProxySelector.of(InetSocketAddress.createUnresolved(host, port)));
  }

  Addresses newAddresses() {
    boolean random = values.getBoolean(URL_RANDOMIZE);
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
    return Duration.ofSeconds(values.getInt(AuthSettings.EXPIRY_BUFFER));
  }

  Optional<TlsConfig> tls() {
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
    return values.getString(SCHEMA_FORMAT).strip();
  }

  Duration timeout() {
    return Duration.ofMillis(values.getInt(CLIENT_TIMEOUT_MS));
  }

  Duration connectTimeout() {
    return Duration.ofMillis(values.getInt(HTTP_CONNECT_TIMEOUT_MS));
  }

  Duration readTimeout() {
    return Duration.ofMillis(values.getInt(HTTP_READ_TIMEOUT_MS));
  }

  Retries retries() {
    return new Retries(
        values.getInt(MAX_RETRIES),
        Duration.ofMillis(values.getInt(RETRIES_WAIT_MS)),
        Duration.ofMillis(values.getInt(RETRIES_MAX_WAIT_MS)));
  }

  /** How many entries one cache over all subjects may hold. */
  public int cacheCapacity() {
    return caches.capacity();
  }

  /** How long the latest version of a subject counts as such; empty: for good. */
  public Optional<Duration> latestTtl() {
    return caches.latestTtl();
  }
}
