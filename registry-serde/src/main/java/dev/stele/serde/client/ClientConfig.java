package dev.stele.serde.client;

import dev.stele.serde.internal.Settings;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The settings of a {@link RegistryClient}, under the names that clients of this API share. Each
 * may also be spelled with {@link #PREFIX} in front; Kafka's {@code ssl.*}, the names of {@link
 * org.apache.kafka.common.config.SslConfigs}, have to be, to count for the registry.
 */
public final class ClientConfig {
  /** What may stand in front of each setting. */
  public static final String PREFIX = Settings.CLIENT_PREFIX;

  /**
   * Where the registry is: one or more addresses, separated by commas or as a list. The next one is
   * asked when one cannot answer. Must be set.
   */
  public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";

  /** Whether any of the addresses is asked first, and not the first one; false if not set. */
  public static final String URL_RANDOMIZE = "schema.registry.url.randomize";

  /**
   * How long one call may take altogether, with all addresses, retries and waits, in ms, 1 or more;
   * 120000 if not set.
   */
  public static final String CLIENT_TIMEOUT_MS = "stele.client.timeout.ms";

  /** How long one attempt to connect may take, in ms, 1 or more; 60000 if not set. */
  public static final String HTTP_CONNECT_TIMEOUT_MS = "http.connect.timeout.ms";

  /**
   * How long one request may take, from connecting to the last byte of the answer, in ms, 1 or
   * more; 60000 if not set.
   */
  public static final String HTTP_READ_TIMEOUT_MS = "http.read.timeout.ms";

  /**
   * How often each address is asked again after a failure that may pass, 0 to 1000; 3 if not set.
   */
  public static final String MAX_RETRIES = "max.retries";

  /**
   * The longest wait before the first retry, in ms, 0 or more; it doubles with each. 1000 if not
   * set. The wait is random between 0 and that.
   */
  public static final String RETRIES_WAIT_MS = "retries.wait.ms";

  /**
   * The longest wait before any retry, in ms, 0 or more; 20000 if not set. What a Retry-After
   * demands is waited for all the same.
   */
  public static final String RETRIES_MAX_WAIT_MS = "retries.max.wait.ms";

  /** The HTTP proxy to use; empty, the default, for none. Needs {@link #PROXY_PORT}. */
  public static final String PROXY_HOST = "proxy.host";

  /** The port of the proxy, 1 to 65535. Needs {@link #PROXY_HOST}. */
  public static final String PROXY_PORT = "proxy.port";

  /**
   * The form in which schemas are fetched by id and guid, for instance {@code resolved} or {@code
   * serialized}; empty, the default, for the registry's own.
   */
  public static final String SCHEMA_FORMAT = "schema.format";

  /** Has no effect: there is one HTTP client, the JDK's. */
  public static final String USE_APACHE_HTTP_CLIENT = "use.apache.http.client";

  /**
   * What is told of requests, retries and caches: a {@link ClientListener}, its class or the name
   * of that; empty, the default, for none.
   */
  public static final String CLIENT_LISTENER_CLASS = "stele.client.listener.class";

  /**
   * How many schemas are remembered per subject, 1 or more; 1000 if not set. A cache holds ten
   * times as many over all subjects.
   */
  public static final String MAX_SCHEMAS_PER_SUBJECT = "max.schemas.per.subject";

  /** Of how many subjects the latest version is remembered, 2 or more; 1000 if not set. */
  public static final String LATEST_CACHE_SIZE = "latest.cache.size";

  /**
   * For how many seconds the latest version of a subject is remembered; -1, the default, for good.
   */
  public static final String LATEST_CACHE_TTL_SEC = "latest.cache.ttl.sec";

  /**
   * How many missing ids, versions and schemas are remembered, of each, 2 or more; 10000 if not
   * set.
   */
  public static final String MISSING_CACHE_SIZE = "missing.cache.size";

  /**
   * For how many seconds an id or guid that the registry does not know is not asked for again; 0:
   * it is each time. 10 if not set.
   */
  public static final String MISSING_ID_CACHE_TTL_SEC = "missing.id.cache.ttl.sec";

  /** The same as {@link #MISSING_ID_CACHE_TTL_SEC} for versions of subjects; 0 if not set. */
  public static final String MISSING_VERSION_CACHE_TTL_SEC = "missing.version.cache.ttl.sec";

  /**
   * The same as {@link #MISSING_ID_CACHE_TTL_SEC} for schemas that are looked up in a subject; 0 if
   * not set.
   */
  public static final String MISSING_SCHEMA_CACHE_TTL_SEC = "missing.schema.cache.ttl.sec";

  /**
   * Of how many topics the associated subject is remembered, or that there is none, 2 or more; 1000
   * if not set.
   */
  public static final String ASSOCIATION_CACHE_SIZE = "subject.name.strategy.cache.size";

  /** For how many seconds that is remembered; -1, the default, for good. */
  public static final String ASSOCIATION_CACHE_EXPIRY_SECS =
      "subject.name.strategy.cache.expiry.secs";

  /**
   * Where user and password come from: {@code URL}, the default: {@code http://user:password@host};
   * {@code USER_INFO}: {@link #BASIC_AUTH_USER_INFO}; {@code SASL_INHERIT}: username and password
   * of the Kafka client's {@code sasl.jaas.config}.
   */
  public static final String BASIC_AUTH_SOURCE = "basic.auth.credentials.source";

  /** {@code user:password}, for the source {@code USER_INFO}. */
  public static final String BASIC_AUTH_USER_INFO = "basic.auth.user.info";

  /**
   * Where bearer tokens come from: {@code STATIC_TOKEN}, {@code OAUTHBEARER}, {@code
   * SASL_OAUTHBEARER_INHERIT}, {@code UAMI} or {@code CUSTOM}; empty, the default, for none.
   */
  public static final String BEARER_AUTH_SOURCE = "bearer.auth.credentials.source";

  /** The token, for the source {@code STATIC_TOKEN}. */
  public static final String BEARER_AUTH_TOKEN = "bearer.auth.token";

  /**
   * {@code OAUTHBEARER}: the token endpoint. {@code SASL_OAUTHBEARER_INHERIT}: instead of the Kafka
   * client's {@code sasl.oauthbearer.token.endpoint.url}.
   */
  public static final String BEARER_AUTH_ISSUER_URL = "bearer.auth.issuer.endpoint.url";

  /**
   * {@code OAUTHBEARER}: the client's id. {@code SASL_OAUTHBEARER_INHERIT}: instead of {@code
   * clientId} in {@code sasl.jaas.config}.
   */
  public static final String BEARER_AUTH_CLIENT_ID = "bearer.auth.client.id";

  /**
   * {@code OAUTHBEARER}: the client's secret. {@code SASL_OAUTHBEARER_INHERIT}: instead of {@code
   * clientSecret} in {@code sasl.jaas.config}.
   */
  public static final String BEARER_AUTH_CLIENT_SECRET = "bearer.auth.client.secret";

  /**
   * {@code OAUTHBEARER}: the scope to ask for; empty, the default, for the endpoint's. {@code
   * SASL_OAUTHBEARER_INHERIT}: instead of {@code scope} in {@code sasl.jaas.config}.
   */
  public static final String BEARER_AUTH_SCOPE = "bearer.auth.scope";

  /**
   * Fetched tokens: the name of a claim they must have, for the scope; empty, the default: not
   * looked at.
   */
  public static final String BEARER_AUTH_SCOPE_CLAIM = "bearer.auth.scope.claim.name";

  /**
   * Fetched tokens: the name of a claim they must have, for the subject; empty, the default: not
   * looked at.
   */
  public static final String BEARER_AUTH_SUB_CLAIM = "bearer.auth.sub.claim.name";

  /**
   * How many seconds before it expires a fetched token is replaced, 0 to 32767, but not before half
   * of its life is over; 300 if not set.
   */
  public static final String BEARER_AUTH_EXPIRY_BUFFER_SECONDS =
      "bearer.auth.cache.expiry.buffer.seconds";

  /** Sent with a bearer token as the header {@code target-sr-cluster}, if not empty. */
  public static final String BEARER_AUTH_LOGICAL_CLUSTER = "bearer.auth.logical.cluster";

  /**
   * Sent with a bearer token as the header {@code Confluent-Identity-Pool-Id}, if not empty. {@code
   * SASL_OAUTHBEARER_INHERIT}: instead of {@code extension_identityPoolId} in {@code
   * sasl.jaas.config}.
   */
  public static final String BEARER_AUTH_IDENTITY_POOL_ID = "bearer.auth.identity.pool.id";

  /**
   * {@code CUSTOM}: what provides tokens: a {@link TokenProvider}, its class or the name of that.
   */
  public static final String BEARER_AUTH_PROVIDER_CLASS = "bearer.auth.custom.provider.class";

  /**
   * {@code UAMI}: where the Azure machine's metadata service gives out tokens; its usual address if
   * not set.
   */
  public static final String BEARER_AUTH_UAMI_URL = "bearer.auth.uami.endpoint.url";

  /**
   * {@code UAMI}: the query that names resource and identity: {@code
   * api-version=…&resource=…&client_id=…}.
   */
  public static final String BEARER_AUTH_UAMI_QUERY = "bearer.auth.uami.endpoint.query";

  /** Any name may follow; the value is sent as a header of that name with every request. */
  public static final String REQUEST_HEADER_PREFIX = "request.header.";

  private ClientConfig() {}

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    return new ConfigDef(ClientDefinition.ALL);
  }
}
