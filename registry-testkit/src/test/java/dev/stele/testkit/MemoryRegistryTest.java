package dev.stele.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.avro.AvroDeserializer;
import dev.stele.serde.avro.AvroSerializer;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.RegistryException;
import dev.stele.serde.client.SchemaDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MemoryRegistryTest {
  private static final Schema QUAKE =
      SchemaBuilder.record("Quake").fields().requiredString("id").endRecord();
  private static final Schema OTHER_QUAKE =
      SchemaBuilder.record("Quake").fields().requiredLong("id").endRecord();

  @AfterEach
  void forget() {
    List.of("a", "b", "A", "").forEach(MemoryRegistry::dropScope);
  }

  private static GenericRecord quake() {
    return new GenericRecordBuilder(QUAKE).set("id", "us1").build();
  }

  private static AvroSerializer<Object> serializer(String url) {
    return serializer(Map.of("schema.registry.url", url));
  }

  private static AvroSerializer<Object> serializer(Map<String, Object> settings) {
    AvroSerializer<Object> serializer = new AvroSerializer<>();
    serializer.configure(settings, false);
    return serializer;
  }

  private static byte[] write(Serializer<? super GenericRecord> serializer) {
    return Objects.requireNonNull(serializer.serialize("quakes", quake()));
  }

  private static Object read(String url, byte[] message) {
    try (AvroDeserializer<Object> deserializer = new AvroDeserializer<>()) {
      deserializer.configure(Map.of("schema.registry.url", url), false);
      return Objects.requireNonNull(deserializer.deserialize("quakes", message));
    }
  }

  @Test
  void scope_isSharedByAllWhoNameIt() {
    byte[] one = write(serializer("mock://a"));
    byte[] other = write(serializer("mock://a"));

    assertThat(other).isEqualTo(one);
    assertThat(read("mock://a", one)).isEqualTo(quake());
    assertThat(MemoryRegistry.client("a").subjects()).containsExactly("quakes-value");
  }

  @Test
  void builder_takesScopes() {
    AvroSerializer<GenericRecord> serializer =
        AvroSerializer.<GenericRecord>builder().registry("mock://a").forValues();

    assertThat(read("mock://a", write(serializer))).isEqualTo(quake());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mock://b", "mock://A", "mock://"})
  void otherScopes_knowNothingOfIt(String url) {
    byte[] message = write(serializer("mock://a"));

    assertThatThrownBy(() -> read(url, message)).isInstanceOf(SerializationException.class);
    assertThat(RegistryClient.of(url).subjects()).isEmpty();
  }

  @Test
  void scheme_isTheSameInCapitals() {
    byte[] message = write(serializer("MOCK://a"));

    assertThat(read("mock://a", message)).isEqualTo(quake());
  }

  @Test
  void droppedScope_beginsAnew() {
    AvroSerializer<Object> before = serializer("mock://a");
    byte[] message = write(before);

    MemoryRegistry.dropScope("a");

    assertThat(MemoryRegistry.client("a").subjects()).isEmpty();
    assertThat(write(before)).isEqualTo(message);
  }

  @Test
  void dropOfWhatIsNotThere_doesNothing() {
    MemoryRegistry.dropScope("never used");
  }

  @Test
  void incompatibleSchema_isRefused() {
    AvroSerializer<Object> serializer = serializer("mock://a");
    byte[] unused = write(serializer);

    assertThatThrownBy(
            () ->
                serializer.serialize(
                    "quakes", new GenericRecordBuilder(OTHER_QUAKE).set("id", 1L).build()))
        .isInstanceOf(SerializationException.class)
        .hasStackTraceContaining("incompatible");
  }

  @Test
  void client_hasWhatARegistryHas() {
    RegistryClient client = MemoryRegistry.client("a");
    int id = client.register(":.test:s", SchemaDefinition.avro(QUAKE.toString()), Set.of()).id();

    assertThat(client.schemaById(id, ":.test:s").guid()).isPresent();
    assertThatThrownBy(() -> client.schemaById(id))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.errorCode()).isEqualTo(40403));
  }

  @Test
  void settingsOfTheWayThere_areNotLookedAt() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", "mock://a");
    settings.put("basic.auth.credentials.source", "USER_INFO");
    settings.put("basic.auth.user.info", "me:secret");
    settings.put("bearer.auth.credentials.source", "OAUTHBEARER");
    settings.put("bearer.auth.issuer.endpoint.url", "http://127.0.0.1:1/token");
    settings.put("schema.registry.ssl.truststore.location", "/not/here");
    settings.put("proxy.host", "127.0.0.1");
    settings.put("proxy.port", 1);

    byte[] message = write(serializer(settings));

    assertThat(read("mock://a", message)).isEqualTo(quake());
  }

  @Test
  void firstUseByManyAtOnce_makesOneRegistry() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      CountDownLatch go = new CountDownLatch(1);
      List<Future<String>> urls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        urls.add(
            threads.submit(
                () -> {
                  go.await();
                  return MemoryRegistry.url("a");
                }));
      }
      go.countDown();
      for (Future<String> url : urls) {
        assertThat(url.get()).isEqualTo(MemoryRegistry.url("a"));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Says one line, and ends though its scope was never dropped. */
  public static final class Program {
    private Program() {}

    public static void main(String[] args) {
      byte[] message = write(serializer("mock://a"));
      System.out.println(message.length);
    }
  }

  @Test
  void process_endsWithoutANoise() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(said.lines().filter(line -> !line.contains("INFO"))).containsExactly("9");
  }
}
