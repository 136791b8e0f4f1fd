package dev.stele.serde.client;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.stele.serde.internal.Settings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** The settings of a {@link RegistryClient}, under the names that clients of this API share. */
public final class ClientConfig {
  public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
  public static final String MAX_SCHEMAS_PER_SUBJECT = "max.schemas.per.subject";
  public static final String LATEST_CACHE_TTL_SEC = "latest.cache.ttl.sec";
  public static final String HTTP_CONNECT_TIMEOUT_MS = "http.connect.timeout.ms";
  public static final String HTTP_READ_TIMEOUT_MS = "http.read.timeout.ms";
  public static final String MAX_RETRIES = "max.retries";
  public static final String RETRIES_WAIT_MS = "retries.wait.ms";
  public static final String RETRIES_MAX_WAIT_MS = "retries.max.wait.ms";

  /** Any name may follow; the value is sent as a header of that name with every request. */
  public static final String REQUEST_HEADER_PREFIX = "request.header.";

  private static final ConfigDef DEFINITION =
      Credentials.define(
          new ConfigDef()
              .define(
                  SCHEMA_REGISTRY_URL,
                  ConfigDef.Type.LIST,
                  ConfigDef.NO_DEFAULT_VALUE,
                  Importance.HIGH,
                  "Addresses of the registry, separated by commas. The next one is asked when one"
                      + " cannot answer.")
              .define(
                  MAX_SCHEMAS_PER_SUBJECT,
                  ConfigDef.Type.INT,
                  1000,
                  between(1, 1_000_000),
                  Importance.LOW,
                  "How many schemas are remembered per subject. A cache holds ten times as many"
                      + " over all subjects.")
              .define(
                  LATEST_CACHE_TTL_SEC,
                  ConfigDef.Type.LONG,
                  -1L,
                  between(-1, 31_536_000),
                  Importance.LOW,
                  "For how many seconds the latest version of a subject is remembered; -1: for"
                      + " good.")
              .define(
                  HTTP_CONNECT_TIMEOUT_MS,
                  ConfigDef.Type.INT,
                  60_000,
                  atLeast(1),
                  Importance.LOW,
                  "How long one attempt to connect may take, in ms.")
              .define(
                  HTTP_READ_TIMEOUT_MS,
                  ConfigDef.Type.INT,
                  60_000,
                  atLeast(1),
                  Importance.LOW,
                  "How long one answer may take once connected, in ms.")
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
                  "The longest wait before the first retry, in ms; it doubles with each. The wait"
                      + " is random between 0 and that.")
              .define(
                  RETRIES_MAX_WAIT_MS,
                  ConfigDef.Type.INT,
                  20_000,
                  atLeast(0),
                  Importance.LOW,
                  "The longest wait before any retry, in ms."));

  private final AbstractConfig values;
  private final List<Address> addresses;
  private final Map<String, String> headers;

  private ClientConfig(Map<String, ?> configs) {
    Map<String, Object> plain =
        Settings.withoutPrefix(configs, DEFINITION.names(), Set.of(REQUEST_HEADER_PREFIX));
    this.values = Settings.parse(DEFINITION, plain);
    this.headers = headers(plain);
    Credentials credentials = Credentials.of(values);
    List<Address> parsed = new ArrayList<>();
    for (String url : values.getList(SCHEMA_REGISTRY_URL)) {
      parsed.add(address(url, credentials));
    }
    if (parsed.isEmpty()) {
      throw new ConfigException(SCHEMA_REGISTRY_URL, "", "an address is needed");
    }
    this.addresses = List.copyOf(parsed);
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

  private static Address address(String url, Credentials credentials) {
    URI uri;
    try {
      uri = URI.create(url.strip());
    } catch (IllegalArgumentException e) {
      // The parser's message would repeat the text, which may hold a password.
      throw new ConfigException(SCHEMA_REGISTRY_URL + " holds a text that is not a URL");
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (!(http || "https".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null) {
      throw new ConfigException(
          SCHEMA_REGISTRY_URL,
          withoutUser(uri),
          "an address begins with http:// or https:// and names a host");
    }
    return new Address(
        withoutUser(uri), credentials.authorization(Optional.ofNullable(uri.getUserInfo())));
  }

  private static String withoutUser(URI uri) {
    String text = uri.toString();
    if (uri.getRawUserInfo() != null) {
      text = text.replace(uri.getRawUserInfo() + "@", "");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static Map<String, String> headers(Map<String, Object> configs) {
    Map<String, String> headers = new LinkedHashMap<>();
    HttpRequest.Builder probe = HttpRequest.newBuilder();
    configs.forEach(
        (key, value) -> {
          if (key.startsWith(REQUEST_HEADER_PREFIX) && value != null) {
            String name = key.substring(REQUEST_HEADER_PREFIX.length());
            try {
              probe.header(name, value.toString());
            } catch (IllegalArgumentException e) {
              throw new ConfigException(key + " cannot be sent as a header: " + e.getMessage());
            }
            headers.put(name, value.toString());
          }
        });
    return Map.copyOf(headers);
  }

  List<Address> addresses() {
    return addresses;
  }

  Map<String, String> headers() {
    return headers;
  }

  Duration connectTimeout() {
    return Duration.ofMillis(values.getInt(HTTP_CONNECT_TIMEOUT_MS));
  }

  Duration readTimeout() {
    return Duration.ofMillis(values.getInt(HTTP_READ_TIMEOUT_MS));
  }

  int maxRetries() {
    return values.getInt(MAX_RETRIES);
  }

  /** The longest wait before a retry, the first one being number 1. */
  long maxWaitMs(int retry) {
    long doubled = ((long) values.getInt(RETRIES_WAIT_MS)) << Math.min(retry - 1, 30);
    return Math.min(doubled, values.getInt(RETRIES_MAX_WAIT_MS));
  }

  /** How many entries one cache over all subjects may hold. */
  public int cacheCapacity() {
    return 10 * values.getInt(MAX_SCHEMAS_PER_SUBJECT);
  }

  /** How long the latest version of a subject counts as such; empty: for good. */
  public Optional<Duration> latestTtl() {
    long seconds = values.getLong(LATEST_CACHE_TTL_SEC);
    return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
  }

  /**
   * One place to ask.
   *
   * @param url without credentials and without a slash at the end
   * @param authorization the header's value
   */
  record Address(String url, Optional<String> authorization) {
    @Override
    public String toString() {
      return url;
    }
  }
}
