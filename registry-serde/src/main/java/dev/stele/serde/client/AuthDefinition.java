package dev.stele.serde.client;

import static dev.stele.serde.client.ClientConfig.BASIC_AUTH_SOURCE;
import static dev.stele.serde.client.ClientConfig.BASIC_AUTH_USER_INFO;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_CLIENT_ID;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_CLIENT_SECRET;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_EXPIRY_BUFFER_SECONDS;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_IDENTITY_POOL_ID;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_ISSUER_URL;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_LOGICAL_CLUSTER;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_PROVIDER_CLASS;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_SCOPE;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_SCOPE_CLAIM;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_SOURCE;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_SUB_CLAIM;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_TOKEN;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_UAMI_QUERY;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_UAMI_URL;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Type, default and description of the settings that say who the client is. */
final class AuthDefinition {
  private AuthDefinition() {}

  static ConfigDef define(ConfigDef definition) {
    text(
        definition,
        BASIC_AUTH_SOURCE,
        "URL",
        "Where user and password come from: URL (http://user:password@host), USER_INFO, or"
            + " SASL_INHERIT (username and password of the Kafka client's sasl.jaas.config).");
    secret(definition, BASIC_AUTH_USER_INFO, "user:password, for the source USER_INFO.");
    text(
        definition,
        BEARER_AUTH_SOURCE,
        "",
        "Where bearer tokens come from: STATIC_TOKEN, OAUTHBEARER, SASL_OAUTHBEARER_INHERIT, UAMI"
            + " or CUSTOM; empty for none.");
    secret(definition, BEARER_AUTH_TOKEN, "The token, for the source STATIC_TOKEN.");
    text(
        definition,
        BEARER_AUTH_ISSUER_URL,
        "",
        "OAUTHBEARER: the token endpoint. SASL_OAUTHBEARER_INHERIT: instead of the Kafka client's"
            + " sasl.oauthbearer.token.endpoint.url.");
    text(
        definition,
        BEARER_AUTH_CLIENT_ID,
        "",
        "OAUTHBEARER: the client's id. SASL_OAUTHBEARER_INHERIT: instead of clientId in"
            + " sasl.jaas.config.");
    secret(
        definition,
        BEARER_AUTH_CLIENT_SECRET,
        "OAUTHBEARER: the client's secret. SASL_OAUTHBEARER_INHERIT: instead of clientSecret in"
            + " sasl.jaas.config.");
    text(
        definition,
        BEARER_AUTH_SCOPE,
        "",
        "OAUTHBEARER: the scope to ask for; empty for the endpoint's default."
            + " SASL_OAUTHBEARER_INHERIT: instead of scope in sasl.jaas.config.");
    text(
        definition,
        BEARER_AUTH_SCOPE_CLAIM,
        "",
        "Fetched tokens: the name of a claim they must have, for the scope; empty: not looked at.");
    text(
        definition,
        BEARER_AUTH_SUB_CLAIM,
        "",
        "Fetched tokens: the name of a claim they must have, for the subject; empty: not looked"
            + " at.");
    definition.define(
        BEARER_AUTH_EXPIRY_BUFFER_SECONDS,
        ConfigDef.Type.INT,
        300,
        between(0, 32_767),
        Importance.LOW,
        "How many seconds before it expires a fetched token is replaced, but not before half of its"
            + " life is over.");
    text(
        definition,
        BEARER_AUTH_LOGICAL_CLUSTER,
        "",
        "Sent with a bearer token as the header target-sr-cluster, if not empty.");
    text(
        definition,
        BEARER_AUTH_IDENTITY_POOL_ID,
        "",
        "Sent with a bearer token as the header Confluent-Identity-Pool-Id, if not empty."
            + " SASL_OAUTHBEARER_INHERIT: instead of extension_identityPoolId in sasl.jaas.config.");
    text(
        definition,
        BEARER_AUTH_PROVIDER_CLASS,
        "",
        "CUSTOM: the class that provides tokens, a dev.stele.serde.client.TokenProvider.");
    text(
        definition,
        BEARER_AUTH_UAMI_URL,
        "http://169.254.169.254/metadata/identity/oauth2/token",
        "UAMI: where the Azure machine's metadata service gives out tokens.");
    return text(
        definition,
        BEARER_AUTH_UAMI_QUERY,
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
