package dev.stele.serde.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.client.LocalServer.Answer;
import dev.stele.serde.client.LocalServer.Request;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts whose names have an underscore, as in many compose files. */
@Timeout(60)
final class HostNamesTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String SCHEMA = "{\"schema\":\"\\\"int\\\"\",\"id\":7}";

  @TempDir Path directory;

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://a_b:8081/x, 10.0.0.1, http://10.0.0.1:8081/x",
    "http://a_b:8081, 10.0.0.1, http://10.0.0.1:8081",
    "http://a_b/a_b?a=//a_b, 10.0.0.1, http://10.0.0.1/a_b?a=//a_b",
    "http://a_b:8081/x, ::1, http://[0:0:0:0:0:0:0:1]:8081/x",
    "https://a_b/x, ::1, https://[0:0:0:0:0:0:0:1]/x"
  })
  void addressed_hasTheAddressForTheName(URI url, String address, URI expected) throws Exception {
    HostNames names = new HostNames(host -> address(host.equals("a_b") ? address : "192.0.2.1"));

    URI found = names.addressed(url, "GET " + url, LIMIT).get();

    assertThat(found).isEqualTo(expected);
    assertThat(found.getHost()).isNotNull();
  }

  @Test
  void addressed_followsAHostThatMoves() throws Exception {
    Deque<String> addresses = new ArrayDeque<>(List.of("10.0.0.1", "10.0.0.2"));
    HostNames names = new HostNames(host -> address(addresses.removeFirst()));

    assertThat(names.addressed(URI.create("http://a_b"), "GET", LIMIT).get()).hasHost("10.0.0.1");
    assertThat(names.addressed(URI.create("http://a_b"), "GET", LIMIT).get()).hasHost("10.0.0.2");
  }

  @Test
  void addressed_whileTheSystemIsSilent_endsInTime() {
    CountDownLatch released = new CountDownLatch(1);
    HostNames names =
        new HostNames(
            host -> {
              try {
                released.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              throw new UnknownHostException(host);
            });

    assertThatThrownBy(
            () ->
                names
                    .addressed(
                        URI.create("http://a_b:1/x"), "GET http://a_b:1/x", Duration.ofMillis(50))
                    .get())
        .cause()
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.isRetriable()).isTrue())
        .hasMessageContaining("GET http://a_b:1/x");
    released.countDown();
  }

  @Test
  void unknownHost_leadsToTheNextAddress() {
    try (LocalServer server = new LocalServer(request -> Answer.ok(SCHEMA))) {
      RegistryClient client = RegistryClient.of("http://no_such_host.invalid:8081," + server.url());

      assertThat(client.schemaById(7).id()).isEqualTo(7);
    }
  }

  @Test
  void unknownHost_isNamedAsItWasWritten() {
    RegistryClient client =
        RegistryClient.builder()
            .url("http://me:secret@no_such_host.invalid:8081/")
            .setting("max.retries", 0)
            .build();

    assertThatThrownBy(client::subjects)
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(
            "GET http://no_such_host.invalid:8081/subjects: the host's name is not known")
        .message()
        .doesNotContain("secret");
  }

  /**
   * In a process of its own, in which the names of this test are known: asks each URL for id 7,
   * with those settings that are system properties.
   */
  public static final class Program {
    private Program() {}

    public static void main(String[] args) {
      Map<String, Object> settings = new HashMap<>();
      System.getProperties().stringPropertyNames().stream()
          .filter(name -> name.startsWith("schema.registry."))
          .forEach(name -> settings.put(name, System.getProperty(name)));
      for (String url : args) {
        settings.put("schema.registry.url", url);
        System.out.println(RegistryClient.of(settings).schemaById(7).id());
      }
    }
  }

  /** What it prints, of which {@code schema_registry} and {@code a_b.c} are this machine. */
  static List<String> run(Path directory, List<String> options, String... urls) throws Exception {
    Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 schema_registry a_b.c\n");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djdk.net.hosts.file=" + hosts);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    command.addAll(List.of(urls));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return lines;
  }

  @Test
  void nameWithAnUnderscore_isCalled() throws Exception {
    try (LocalServer server = new LocalServer(request -> Answer.ok(SCHEMA))) {
      String port = ":" + server.port();

      assertThat(
              run(
                  directory,
                  List.of(),
                  "http://schema_registry" + port,
                  "http://a_b.c" + port + "/below/",
                  "HTTP://my_self:se%40cret@schema_registry" + port))
          .containsExactly("7", "7", "7");

      assertThat(server.lines())
          .containsExactly(
              "GET /schemas/ids/7?fetchMaxId=false",
              "GET /below/schemas/ids/7?fetchMaxId=false",
              "GET /schemas/ids/7?fetchMaxId=false");
      assertThat(server.requests())
          .extracting(request -> request.header("Host"))
          .containsOnly("127.0.0.1" + port);
      assertThat(server.requests())
          .extracting(request -> request.header("Authorization"))
          .containsExactly("null", "null", AuthenticationTest.basic("my_self:se@cret"));
    }
  }

  @Test
  void nameWithAnUnderscore_isSaidWhereTheJdkAllows() throws Exception {
    try (LocalServer server = new LocalServer(request -> Answer.ok(SCHEMA))) {
      String host = "schema_registry:" + server.port();

      assertThat(
              run(
                  directory,
                  List.of("-Djdk.httpclient.allowRestrictedHeaders=host"),
                  "http://" + host))
          .containsExactly("7");

      assertThat(server.requests())
          .extracting((Request request) -> request.header("Host"))
          .containsExactly(host);
    }
  }

  @Test
  void nameWithAnUnderscore_whereACertificateWouldBeChecked_isRefused() {
    assertThatThrownBy(
            () ->
                ClientSettings.of(
                    Map.of("schema.registry.url", "https://me:secret@schema_registry:8081")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema_registry:8081")
        .hasMessageContaining("schema.registry.ssl.endpoint.identification.algorithm")
        .message()
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://a_b:port", "http://a_b:1:2", "http://a b_c", "ftp://a_b", "http://:1_0"})
  void whatIsNoAddress_isRefused(String url) {
    assertThatThrownBy(() -> ClientSettings.of(Map.of("schema.registry.url", url)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }
}
