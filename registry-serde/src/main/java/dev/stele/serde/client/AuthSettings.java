package dev.stele.serde.client;

import static org.apache.kafka.common.config.ConfigDef.Range.between;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The settings that say who the client is. */
final class AuthSettings {
  static final String BASIC_SOURCE = "basic.auth.credentials.source";
  static final String USER_INFO = "basic.auth.user.info";
  static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  static final String TOKEN = "bearer.auth.token";
  static final String ISSUER = "bearer.auth.issuer.endpoint.url";
  static final String CLIENT_ID = "bearer.auth.client.id";
  static final String CLIENT_SECRET = "bearer.auth.client.secret";
  static final String SCOPE = "bearer.auth.scope";
  static final String SCOPE_CLAIM = "bearer.auth.scope.claim.name";
  static final String SUB_CLAIM = "bearer.auth.sub.claim.name";
  static final String EXPIRY_BUFFER = "bearer.auth.cache.expiry.buffer.seconds";
  static final String LOGICAL_CLUSTER = "bearer.auth.logical.cluster";
  static final String IDENTITY_POOL = "bearer.auth.identity.pool.id";
  static final String CUSTOM_PROVIDER = "bearer.auth.custom.provider.class";
  static final String UAMI_URL = "bearer.auth.uami.endpoint.url";
  static final String UAMI_QUERY = "bearer.auth.uami.endpoint.query";

  private AuthSettings() {}

  static ConfigDef define(ConfigDef definition) {
    text(
        definition,
        BASIC_SOURCE,
        "URL",
        "Where user and password come from: URL (http://user:password@host), USER_INFO, or"
            + " SASL_INHERIT (username and password of the Kafka client's sasl.jaas.config).");
    secret(definition, USER_INFO, "user:password, for the source USER_INFO.");
    text(
        definition,
        BEARER_SOURCE,
        "",
        "Where bearer tokens come from: STATIC_TOKEN, OAUTHBEARER, SASL_OAUTHBEARER_INHERIT, UAMI"
            + " or CUSTOM; empty for none.");
    secret(definition, TOKEN, "The token, for the source STATIC_TOKEN.");
    text(
        definition,
        ISSUER,
        "",
        "OAUTHBEARER: the token endpoint. SASL_OAUTHBEARER_INHERIT: instead of the Kafka client's"
            + " sasl.oauthbearer.token.endpoint.url.");
    text(
        definition,
        CLIENT_ID,
        "",
        "OAUTHBEARER: the client's id. SASL_OAUTHBEARER_INHERIT: instead of clientId in"
            + " sasl.jaas.config.");
    secret(
        definition,
        CLIENT_SECRET,
        "OAUTHBEARER: the client's secret. SASL_OAUTHBEARER_INHERIT: instead of clientSecret in"
            + " sasl.jaas.config.");
    text(
        definition,
        SCOPE,
        "",
        "OAUTHBEARER: the scope to ask for; empty for the endpoint's default."
            + " SASL_OAUTHBEARER_INHERIT: instead of scope in sasl.jaas.config.");
    text(
        definition,
        SCOPE_CLAIM,
        "",
        "Fetched tokens: the name of a claim they must have, for the scope; empty: not looked at.");
    text(
        definition,
        SUB_CLAIM,
        "",
        "Fetched tokens: the name of a claim they must have, for the subject; empty: not looked"
            + " at.");
    definition.define(
        EXPIRY_BUFFER,
        ConfigDef.Type.INT,
        300,
        between(0, 32_767),
        Importance.LOW,
        "How many seconds before it expires a fetched token is replaced, but not before half of its"
            + " life is over.");
    text(
        definition,
        LOGICAL_CLUSTER,
        "",
        "Sent with a bearer token as the header target-sr-cluster, if not empty.");
    text(
        definition,
        IDENTITY_POOL,
        "",
        "Sent with a bearer token as the header Confluent-Identity-Pool-Id, if not empty."
            + " SASL_OAUTHBEARER_INHERIT: instead of extension_identityPoolId in sasl.jaas.config.");
    text(
        definition,
        CUSTOM_PROVIDER,
        "",
        "CUSTOM: the class that provides tokens, a dev.stele.serde.client.TokenProvider.");
    text(
        definition,
        UAMI_URL,
        "http://169.254.169.254/metadata/identity/oauth2/token",
        "UAMI: where the Azure machine's metadata service gives out tokens.");
    return text(
        definition,
        UAMI_QUERY,
        "",
        "UAMI: the query that names resource and identity:"
            + " api-version=…&resource=…&client_id=….");
  }

  private static ConfigDef text(ConfigDef definition, String name, String fallback, String doc) {
    return definition.define(name, ConfigDef.Type.STRING, fallback, Importance.MEDIUM, doc);
  }

  private static void secret(ConfigDef definition, String name, String doc) {
    definition.define(name, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, doc);
  }
}
