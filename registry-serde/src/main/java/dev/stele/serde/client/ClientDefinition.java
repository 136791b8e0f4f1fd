package dev.stele.serde.client;

import static dev.stele.serde.client.ClientConfig.CLIENT_LISTENER_CLASS;
import static dev.stele.serde.client.ClientConfig.CLIENT_TIMEOUT_MS;
import static dev.stele.serde.client.ClientConfig.HTTP_CONNECT_TIMEOUT_MS;
import static dev.stele.serde.client.ClientConfig.HTTP_READ_TIMEOUT_MS;
import static dev.stele.serde.client.ClientConfig.MAX_RETRIES;
import static dev.stele.serde.client.ClientConfig.PROXY_HOST;
import static dev.stele.serde.client.ClientConfig.PROXY_PORT;
import static dev.stele.serde.client.ClientConfig.RETRIES_MAX_WAIT_MS;
import static dev.stele.serde.client.ClientConfig.RETRIES_WAIT_MS;
import static dev.stele.serde.client.ClientConfig.SCHEMA_FORMAT;
import static dev.stele.serde.client.ClientConfig.SCHEMA_REGISTRY_URL;
import static dev.stele.serde.client.ClientConfig.URL_RANDOMIZE;
import static dev.stele.serde.client.ClientConfig.USE_APACHE_HTTP_CLIENT;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Type, default and description of each setting that {@link ClientConfig} names. */
final class ClientDefinition {
  static final ConfigDef ALL =
      TlsSettings.define(AuthDefinition.define(CacheSettings.define(requests(new ConfigDef()))));

  private ClientDefinition() {}

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
        "How long one request may take, from connecting to the last byte of the answer, in ms.");
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
}
