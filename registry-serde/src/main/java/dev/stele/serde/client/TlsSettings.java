package dev.stele.serde.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/**
 * How connections are secured: the settings of Kafka's clients with {@code schema.registry.} in
 * front. Those without it are Kafka's alone.
 *
 * @param checksHost whether a certificate must be for the host that is called
 * @param limits which protocols and cipher suites may be used; null members for the JDK's choice
 */
record TlsSettings(SSLContext context, SSLParameters limits, boolean checksHost) {
  private static final String PREFIX = ClientConfig.PREFIX;

  /** What would replace code that secures connections must not be ignored. */
  private static final List<String> NOT_KNOWN =
      List.of(
          PREFIX + SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG,
          PREFIX + SslConfigs.SSL_PROVIDER_CONFIG,
          PREFIX + SslConfigs.SSL_SECURE_RANDOM_IMPLEMENTATION_CONFIG);

  private static final String ENDPOINT =
      PREFIX + SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG;
  static final String KEYSTORE = PREFIX + "ssl.keystore.";
  static final String TRUSTSTORE = PREFIX + "ssl.truststore.";
  private static final String KEY_PASSWORD = PREFIX + SslConfigs.SSL_KEY_PASSWORD_CONFIG;
  private static final String PROTOCOL = PREFIX + SslConfigs.SSL_PROTOCOL_CONFIG;
  private static final String PROTOCOLS = PREFIX + SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG;
  private static final String CIPHERS = PREFIX + SslConfigs.SSL_CIPHER_SUITES_CONFIG;
  private static final String KEY_MANAGER = PREFIX + SslConfigs.SSL_KEYMANAGER_ALGORITHM_CONFIG;
  private static final String TRUST_MANAGER = PREFIX + SslConfigs.SSL_TRUSTMANAGER_ALGORITHM_CONFIG;
  private static final String TYPE = "type";
  private static final String LOCATION = "location";
  private static final String PASSWORD = "password";
  static final String KEY = "key";
  static final String CHAIN = "certificate.chain";
  static final String CERTIFICATES = "certificates";

  static ConfigDef define(ConfigDef definition) {
    text(definition, KEYSTORE + TYPE, "JKS", "The form of the key store: JKS, PKCS12 or PEM.");
    text(
        definition,
        KEYSTORE + LOCATION,
        "",
        "The file with the client's key and certificates, for registries that ask for them.");
    secret(definition, KEYSTORE + PASSWORD, "Opens the key store; not for PEM.");
    secret(
        definition,
        KEYSTORE + KEY,
        "PEM: the client's key itself (PKCS #8, in the clear or encrypted), instead of a file.");
    text(
        definition,
        KEYSTORE + CHAIN,
        "",
        "PEM: the client's certificates themselves, beginning with that of the key.");
    secret(
        definition,
        KEY_PASSWORD,
        "Opens the key in the key store; empty: the key store's password does.");
    text(definition, TRUSTSTORE + TYPE, "JKS", "The form of the trust store: JKS, PKCS12 or PEM.");
    text(
        definition,
        TRUSTSTORE + LOCATION,
        "",
        "The file with the certificates to trust; empty: those the JDK trusts.");
    secret(definition, TRUSTSTORE + PASSWORD, "Checks that the trust store is whole; not for PEM.");
    text(
        definition,
        TRUSTSTORE + CERTIFICATES,
        "",
        "PEM: the certificates to trust themselves, instead of a file.");
    text(definition, PROTOCOL, "TLS", "The protocol the JDK is asked for.");
    list(definition, PROTOCOLS, "The versions of TLS to use; empty: those of the JDK.");
    list(definition, CIPHERS, "The cipher suites to use; empty: those of the JDK.");
    text(definition, KEY_MANAGER, "", "What picks the client's key; empty: the JDK's choice.");
    text(definition, TRUST_MANAGER, "", "What checks certificates; empty: the JDK's choice.");
    return text(
        definition,
        ENDPOINT,
        "https",
        "https: the registry's certificate must be for the host of its address. Empty or none: it"
            + " may be for any host, which lets whoever has a certificate pose as the registry.");
  }

  private static ConfigDef text(ConfigDef definition, String name, String fallback, String doc) {
    return definition.define(name, ConfigDef.Type.STRING, fallback, Importance.MEDIUM, doc);
  }

  private static void secret(ConfigDef definition, String name, String doc) {
    definition.define(name, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, doc);
  }

  private static void list(ConfigDef definition, String name, String doc) {
    definition.define(name, ConfigDef.Type.LIST, List.of(), Importance.LOW, doc);
  }

  /**
   * Reads the settings and the files they name.
   *
   * @return empty if none is set: the JDK's defaults
   * @throws ConfigException that names a setting and repeats no secret
   */
  static Optional<TlsSettings> of(AbstractConfig values, Map<String, ?> configs) {
    for (String setting : NOT_KNOWN) {
      if (configs.get(setting) != null) {
        throw new ConfigException(setting + " is not supported: remove it");
      }
    }
    boolean anySet = configs.keySet().stream().anyMatch(key -> key.startsWith(PREFIX + "ssl."));
    if (!anySet) {
      return Optional.empty();
    }
    boolean checksHost = checksHost(values.getString(ENDPOINT).strip());
    @Nullable KeyStore keys = keys(values);
    @Nullable KeyStore trusted = trusted(values);
    try {
      SSLContext context = SSLContext.getInstance(values.getString(PROTOCOL));
      context.init(
          keys == null ? null : keyManagers(values, keys),
          trustManagers(values, trusted, checksHost),
          null);
      return Optional.of(new TlsSettings(context, limits(values, context), checksHost));
    } catch (GeneralSecurityException e) {
      throw new ConfigException(
          PREFIX
              + "ssl.* cannot be used, "
              + String.join(", ", PROTOCOL, KEY_MANAGER, TRUST_MANAGER)
              + " among them: "
              + e.getMessage());
    }
  }

  private static boolean checksHost(String algorithm) {
    return switch (algorithm.toLowerCase(Locale.ROOT)) {
      case "https" -> true;
      case "", "none" -> false;
      default -> throw new ConfigException(ENDPOINT, algorithm, "must be https, none or empty");
    };
  }

  private static SSLParameters limits(AbstractConfig values, SSLContext context) {
    SSLParameters limits = new SSLParameters();
    SSLParameters supported = context.getSupportedSSLParameters();
    limits.setProtocols(chosen(values, PROTOCOLS, supported.getProtocols()));
    limits.setCipherSuites(chosen(values, CIPHERS, supported.getCipherSuites()));
    return limits;
  }

  private static String @Nullable [] chosen(
      AbstractConfig values, String setting, String[] supported) {
    List<String> chosen = values.getList(setting);
    for (String name : chosen) {
      if (!List.of(supported).contains(name)) {
        throw new ConfigException(setting, name, "the JDK has " + String.join(", ", supported));
      }
    }
    return chosen.isEmpty() ? null : chosen.toArray(String[]::new);
  }

  private static KeyManager[] keyManagers(AbstractConfig values, KeyStore keys)
      throws GeneralSecurityException {
    String own = values.getPassword(KEY_PASSWORD).value();
    boolean pem = isPem(values, KEYSTORE, KEY);
    String password = own.isEmpty() || pem ? values.getPassword(KEYSTORE + PASSWORD).value() : own;
    String algorithm = values.getString(KEY_MANAGER).strip();
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(
            algorithm.isEmpty() ? KeyManagerFactory.getDefaultAlgorithm() : algorithm);
    try {
      factory.init(keys, pem ? new char[0] : password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new ConfigException(KEY_PASSWORD + " does not open the key: " + e.getMessage());
    }
    return factory.getKeyManagers();
  }

  /** Null for the JDK's own. */
  private static TrustManager @Nullable [] trustManagers(
      AbstractConfig values, @Nullable KeyStore trusted, boolean checksHost)
      throws GeneralSecurityException {
    String algorithm = values.getString(TRUST_MANAGER).strip();
    if (trusted == null && checksHost && algorithm.isEmpty()) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(
            algorithm.isEmpty() ? TrustManagerFactory.getDefaultAlgorithm() : algorithm);
    factory.init(trusted);
    return checksHost ? factory.getTrustManagers() : AnyHost.of(factory.getTrustManagers());
  }

  private static boolean isPem(AbstractConfig values, String store, String inline) {
    boolean given =
        values.typeOf(store + inline) == ConfigDef.Type.PASSWORD
            ? !values.getPassword(store + inline).value().isEmpty()
            : !values.getString(store + inline).isEmpty();
    return given || values.getString(store + TYPE).strip().equalsIgnoreCase("PEM");
  }

  private static @Nullable KeyStore keys(AbstractConfig values) {
    String location = values.getString(KEYSTORE + LOCATION);
    String key = values.getPassword(KEYSTORE + KEY).value();
    String chain = values.getString(KEYSTORE + CHAIN);
    if (key.isEmpty() != chain.isEmpty()) {
      throw new ConfigException(KEYSTORE + KEY + " and " + KEYSTORE + CHAIN + " need each other");
    }
    refuseBoth(location, KEYSTORE + LOCATION, key, KEYSTORE + KEY);
    String password = values.getPassword(KEY_PASSWORD).value();
    if (!key.isEmpty()) {
      return new PemStore(KEYSTORE + KEY).keys(key, chain, password);
    }
    if (location.isEmpty()) {
      return null;
    }
    if (isPem(values, KEYSTORE, KEY)) {
      String text = text(location, KEYSTORE + LOCATION);
      return new PemStore(KEYSTORE + LOCATION).keys(text, text, password);
    }
    return store(values, KEYSTORE, location);
  }

  private static @Nullable KeyStore trusted(AbstractConfig values) {
    String location = values.getString(TRUSTSTORE + LOCATION);
    String certificates = values.getString(TRUSTSTORE + CERTIFICATES);
    refuseBoth(location, TRUSTSTORE + LOCATION, certificates, TRUSTSTORE + CERTIFICATES);
    if (!certificates.isEmpty()) {
      return new PemStore(TRUSTSTORE + CERTIFICATES).trusted(certificates);
    }
    if (location.isEmpty()) {
      return null;
    }
    if (isPem(values, TRUSTSTORE, CERTIFICATES)) {
      return new PemStore(TRUSTSTORE + LOCATION).trusted(text(location, TRUSTSTORE + LOCATION));
    }
    return store(values, TRUSTSTORE, location);
  }

  private static void refuseBoth(String file, String fileSetting, String text, String setting) {
    if (!file.isEmpty() && !text.isEmpty()) {
      throw new ConfigException("Both " + fileSetting + " and " + setting + " are set: remove one");
    }
  }

  private static String text(String location, String setting) {
    try {
      return Files.readString(Path.of(location));
    } catch (IOException e) {
      throw new ConfigException(setting, location, "the file cannot be read: " + e);
    }
  }

  private static KeyStore store(AbstractConfig values, String store, String location) {
    String password = values.getPassword(store + PASSWORD).value();
    KeyStore loaded;
    try {
      loaded = KeyStore.getInstance(values.getString(store + TYPE).strip());
    } catch (GeneralSecurityException e) {
      throw new ConfigException(
          store + TYPE, values.getString(store + TYPE), "must be JKS, PKCS12 or PEM");
    }
    try (InputStream in = Files.newInputStream(Path.of(location))) {
      loaded.load(in, password.isEmpty() ? null : password.toCharArray());
      return loaded;
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigException(
          store + LOCATION,
          location,
          "the store cannot be read; check it and " + store + PASSWORD + ": " + e);
    }
  }
}
