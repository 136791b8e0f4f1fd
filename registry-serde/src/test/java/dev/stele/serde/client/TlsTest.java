package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.client.LocalServer.Answer;
import dev.stele.serde.fixture.Conformance;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys made with the JDK's keytool; each certificate signs itself. */
@Timeout(60)
final class TlsTest {
  private static final String PASSWORD = "hush-hush";
  private static final String SCHEMA = "{\"schema\":\"\\\"int\\\"\",\"id\":7}";

  @TempDir static Path directory;

  private static KeyStore here;
  private static KeyStore elsewhere;
  private static KeyStore client;

  @BeforeAll
  static void makeKeys() throws Exception {
    here = key("here", "EC", "san=ip:127.0.0.1");
    elsewhere = key("elsewhere", "RSA", "san=dns:elsewhere.example");
    client = key("client", "RSA", "san=dns:client.example");
  }

  private static KeyStore key(String name, String algorithm, String extension) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                extension,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file(name + ".p12"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(directory.resolve(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String file(String name) {
    return directory.resolve(name).toString();
  }

  private static LocalServer server(KeyStore keys, boolean asksForCertificate) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    KeyStore clients = trusting(client, "PKCS12");
    byte[] other = encrypted().getBytes(StandardCharsets.US_ASCII);
    clients.setCertificateEntry(
        "other",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(other, indexOfCertificate(), other.length)));
    trusted.init(clients);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return new LocalServer(context, asksForCertificate, request -> Answer.ok(SCHEMA));
  }

  private static KeyStore trusting(KeyStore keys, String type) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("trusted", keys.getCertificate("key"));
    return store;
  }

  private static String trustStore(KeyStore keys, String type) throws Exception {
    Path path = Files.createTempFile(directory, "trust", "." + type);
    try (var out = Files.newOutputStream(path)) {
      trusting(keys, type).store(out, PASSWORD.toCharArray());
    }
    return path.toString();
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static String certificate(KeyStore keys) throws Exception {
    Certificate certificate = keys.getCertificate("key");
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  private static String privateKey() throws Exception {
    Key key = client.getKey("key", PASSWORD.toCharArray());
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** A key that OpenSSL encrypted by AES (PBES2), and its certificate. */
  private static String encrypted() {
    return Conformance.resource("/tls/client-encrypted.pem");
  }

  private static int indexOfCertificate() {
    return encrypted().indexOf("-----BEGIN CERTIFICATE");
  }

  private static int ask(LocalServer server, Object... settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("schema.registry.url", server.url());
    all.put("max.retries", 0);
    for (int i = 0; i < settings.length; i += 2) {
      all.put("schema.registry.ssl." + settings[i], settings[i + 1].toString());
    }
    return RegistryClient.of(all).schemaById(7).id();
  }

  @Test
  void trustedCertificate_inEveryForm_isAccepted() throws Exception {
    Path pem = Files.writeString(directory.resolve("here.pem"), certificate(here));
    try (LocalServer server = server(here, false)) {
      assertThat(ask(server, "truststore.certificates", certificate(here))).isEqualTo(7);
      assertThat(ask(server, "truststore.location", pem, "truststore.type", "PEM")).isEqualTo(7);
      assertThat(
              ask(
                  server,
                  "truststore.location",
                  trustStore(here, "JKS"),
                  "truststore.password",
                  PASSWORD))
          .isEqualTo(7);
      assertThat(
              ask(
                  server,
                  "truststore.location",
                  trustStore(here, "PKCS12"),
                  "truststore.type",
                  "PKCS12",
                  "truststore.password",
                  PASSWORD,
                  "enabled.protocols",
                  "TLSv1.3",
                  "cipher.suites",
                  "TLS_AES_128_GCM_SHA256"))
          .isEqualTo(7);
    }
  }

  @Test
  void unknownCertificate_isRefused() throws Exception {
    try (LocalServer server = server(here, false)) {
      assertThatThrownBy(() -> ask(server)).isInstanceOf(RegistryException.class);
      assertThatThrownBy(() -> ask(server, "truststore.certificates", certificate(client)))
          .isInstanceOf(RegistryException.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void algorithms_areUsed() throws Exception {
    String trusted = certificate(here);
    try (LocalServer server = server(here, false)) {
      for (String algorithm : new String[] {"PKIX", "SunX509"}) {
        assertThat(
                ask(
                    server,
                    "truststore.certificates",
                    trusted,
                    "trustmanager.algorithm",
                    algorithm))
            .isEqualTo(7);
      }
      assertThatThrownBy(() -> ask(server, "trustmanager.algorithm", "Nothing"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("schema.registry.ssl.trustmanager.algorithm")
          .hasMessageContaining("Nothing");
    }
  }

  @Test
  void certificateForAnotherHost_isRefusedUnlessTheCheckIsOff() throws Exception {
    String trusted = certificate(elsewhere);
    try (LocalServer server = server(elsewhere, false)) {
      assertThatThrownBy(() -> ask(server, "truststore.certificates", trusted))
          .isInstanceOf(RegistryException.class);
      for (String off : new String[] {"", "none", "NONE"}) {
        assertThat(
                ask(
                    server,
                    "truststore.certificates",
                    trusted,
                    "endpoint.identification.algorithm",
                    off))
            .isEqualTo(7);
      }
    }
  }

  @Test
  void hostWithAnUnderscore_isCalledWhereTheCheckIsOff() throws Exception {
    try (LocalServer server = server(elsewhere, false)) {
      assertThat(
              HostNamesTest.run(
                  directory,
                  List.of(
                      "-Dschema.registry.ssl.endpoint.identification.algorithm=none",
                      "-Dschema.registry.ssl.truststore.location=" + trustStore(elsewhere, "JKS"),
                      "-Dschema.registry.ssl.truststore.password=" + PASSWORD),
                  "https://schema_registry:" + server.port()))
          .containsExactly("7");
    }
  }

  @Test
  void checkOfHostOff_stillRefusesUnknownCertificates() throws Exception {
    try (LocalServer server = server(elsewhere, false)) {
      assertThatThrownBy(
              () ->
                  ask(
                      server,
                      "truststore.certificates",
                      certificate(here),
                      "endpoint.identification.algorithm",
                      "none"))
          .isInstanceOf(RegistryException.class);
    }
  }

  @Test
  void clientsCertificate_inEveryForm_isShown() throws Exception {
    String trusted = certificate(here);
    Path pem = Files.writeString(directory.resolve("client.pem"), encrypted());
    try (LocalServer server = server(here, true)) {
      assertThatThrownBy(() -> ask(server, "truststore.certificates", trusted))
          .isInstanceOf(RegistryException.class);
      assertThat(
              ask(
                  server,
                  "truststore.certificates",
                  trusted,
                  "keystore.location",
                  file("client.p12"),
                  "keystore.type",
                  "PKCS12",
                  "keystore.password",
                  PASSWORD))
          .isEqualTo(7);
      assertThat(
              ask(
                  server,
                  "truststore.certificates",
                  trusted,
                  "keystore.key",
                  privateKey(),
                  "keystore.certificate.chain",
                  certificate(client)))
          .isEqualTo(7);
      assertThat(
              ask(
                  server,
                  "truststore.certificates",
                  trusted,
                  "keystore.location",
                  pem,
                  "keystore.type",
                  "PEM",
                  "key.password",
                  PASSWORD))
          .isEqualTo(7);
    }
  }

  @Test
  void wrongSettings_areNamedWithoutSecrets() throws Exception {
    Path rsa = Files.writeString(directory.resolve("rsa.pem"), pem("RSA PRIVATE KEY", new byte[9]));
    refused("truststore.location", "truststore.location", file("none.jks"));
    refused(
        "truststore.password",
        "truststore.location",
        file("here.p12"),
        "truststore.type",
        "PKCS12",
        "truststore.password",
        "wrong-wrong");
    refused("truststore.type", "truststore.location", file("here.p12"), "truststore.type", "ZIP");
    refused("truststore.certificates", "truststore.certificates", "no certificate");
    refused(
        "truststore.location",
        "truststore.certificates",
        certificate(here),
        "truststore.location",
        file("here.p12"));
    refused("keystore.certificate.chain", "keystore.key", privateKey());
    refused(
        "key.password",
        "keystore.key",
        encrypted(),
        "keystore.certificate.chain",
        certificate(client));
    refused("keystore.location", "keystore.location", rsa, "keystore.type", "PEM");
    refused("enabled.protocols", "enabled.protocols", "TLSv9");
    refused("cipher.suites", "cipher.suites", "ROT13");
    refused("protocol", "protocol", "TLSv9");
    refused("provider", "provider", "BCFIPS");
    refused("endpoint.identification.algorithm", "endpoint.identification.algorithm", "ldaps");
  }

  private static void refused(String named, Object... settings) {
    Map<String, Object> all = new HashMap<>(Map.of("schema.registry.url", "https://h"));
    for (int i = 0; i < settings.length; i += 2) {
      all.put("schema.registry.ssl." + settings[i], settings[i + 1].toString());
    }
    assertThatThrownBy(() -> ClientSettings.of(all))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.ssl." + named)
        .message()
        .doesNotContain(PASSWORD)
        .doesNotContain("wrong-wrong")
        .doesNotContain("PRIVATE KEY-----");
  }

  @Test
  void settingsOfKafkasClient_areNotOurs() {
    Map<String, Object> all = new HashMap<>(Map.of("schema.registry.url", "https://h"));
    all.put("ssl.truststore.location", file("none.jks"));
    assertThat(ClientSettings.of(all).tls()).isEmpty();
  }
}
