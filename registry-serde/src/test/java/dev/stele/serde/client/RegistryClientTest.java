package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import dev.stele.serde.fixture.FakeRegistry;
import dev.stele.serde.fixture.FakeRegistry.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class RegistryClientTest {
  private static final SchemaDefinition STRING = SchemaDefinition.avro("\"string\"");
  private static final Answer HTML = new Answer(200, "<html>log in</html>");

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private RegistryClient client(String... settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("schema.registry.url", registry.url());
    all.put("retries.wait.ms", "1");
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return RegistryClient.of(all);
  }

  @Test
  void register_twice_asksOnce() {
    RegistryClient client = client();
    int id = client.register("orders-value", STRING, Set.of()).id();
    assertThat(client.register("orders-value", STRING, Set.of()).id()).isEqualTo(id);
    assertThat(registry.requests())
        .containsExactly("POST /subjects/orders-value/versions?normalize=false");
  }

  @Test
  void register_withTagsOfTheVersionBefore_asksForThemInTheBody() throws Exception {
    client().register("orders-value", STRING, Set.of(SchemaOption.PROPAGATE_TAGS));
    assertThat(registry.requests())
        .containsExactly("POST /subjects/orders-value/versions?normalize=false");
    // The registry of the tests keeps what it was sent.
    URI kept = URI.create(registry.url() + "/subjects/orders-value/versions/1");
    assertThat(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(kept).build(), BodyHandlers.ofString())
                .body())
        .contains("\"propagateSchemaTags\":true");
  }

  @Test
  void subject_withEveryKindOfCharacter_arrivesAsOneSegment() {
    String subject = ":.ctx:a/b é%+ ?#";
    int id = client().register(subject, STRING, Set.of(SchemaOption.NORMALIZE)).id();
    assertThat(client().latest(subject).id()).isEqualTo(id);
    assertThat(registry.requests().get(0))
        .isEqualTo("POST /subjects/:.ctx:a%2Fb%20%C3%A9%25%2B%20%3F%23/versions?normalize=true");
  }

  @Test
  void lookup_ofUnknownSchema_isRefusedWithTheRegistrysCode() {
    assertThatThrownBy(() -> client().lookup("orders-value", STRING, Set.of()))
        .asInstanceOf(type(RegistryException.class))
        .satisfies(
            e -> {
              assertThat(e.status()).isEqualTo(404);
              assertThat(e.errorCode()).isEqualTo(40401);
              assertThat(e.url()).endsWith("/subjects/orders-value?normalize=false&deleted=false");
              assertThat(e).hasMessageContaining("Subject 'orders-value' not found.");
            });
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void whatWasSeen_isThereWhileTheRegistryIsDown() {
    int id = registry.put("s", "\"int\"");
    RegistryClient client = client();
    client.schemaById(id, "s");
    client.latest("s");
    client.version("s", 1);
    client.register("s", STRING, Set.of());
    registry.close();
    assertThat(client.schemaById(id, "s").schema().text()).isEqualTo("\"int\"");
    assertThat(client.latest("s").id()).isEqualTo(id);
    assertThat(client.version("s", 1).id()).isEqualTo(id);
    assertThat(client.register("s", STRING, Set.of()).id()).isEqualTo(id + 1);
  }

  @Test
  void registryDown_isReportedWithItsAddress() {
    RegistryClient client = client("max.retries", "1");
    registry.close();
    assertThatThrownBy(() -> client.schemaById(7))
        .asInstanceOf(type(RegistryException.class))
        .satisfies(e -> assertThat(e.status()).isZero())
        .extracting(Throwable::getMessage)
        .asString()
        .contains(registry.url() + "/schemas/ids/7");
  }

  @Test
  void slowAnswer_isGivenUpAfterTheReadTimeout() {
    CountDownLatch never = new CountDownLatch(1);
    registry.fail(
        request -> {
          never.await();
          return null;
        });
    RegistryClient client = client("http.read.timeout.ms", "200", "max.retries", "0");
    assertThatThrownBy(() -> client.schemaById(7))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("timed out");
    never.countDown();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void failureThatMayPass_isRetried(int status) {
    int id = registry.put("s", "\"int\"");
    AtomicInteger failures = new AtomicInteger(2);
    registry.fail(
        request -> failures.getAndDecrement() > 0 ? new Answer(status, "Bad gateway") : null);
    assertThat(client().schemaById(id).schema().text()).isEqualTo("\"int\"");
    assertThat(registry.requests()).hasSize(3);
  }

  @Test
  void failureThatStays_endsAfterTheRetries() {
    registry.fail(request -> FakeRegistry.refusal(500, 50001, "Error in the backend"));
    assertThatThrownBy(() -> client("max.retries", "2").schemaById(7))
        .hasMessageContaining("Error in the backend; error code: 50001");
    assertThat(registry.requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 422, 501})
  void refusal_isNotRetried(int status) {
    registry.fail(request -> new Answer(status, ""));
    assertThatThrownBy(() -> client().schemaById(7))
        .asInstanceOf(type(RegistryException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(RegistryException.UNREADABLE_ANSWER))
        .extracting(RegistryException::status)
        .isEqualTo(status);
    assertThat(registry.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>log in</html>", "", "[]", "{}", "null", "{\"schema\": null}", "{\"sch"})
  void answerThatIsNoSchema_isReported(String body) {
    registry.fail(request -> new Answer(200, body));
    assertThatThrownBy(() -> client().schemaById(7)).isInstanceOf(RegistryException.class);
  }

  @Test
  void htmlInsteadOfJson_isQuoted() {
    registry.fail(request -> HTML);
    assertThatThrownBy(() -> client().schemaById(7)).hasMessageContaining("<html>log in</html>");
  }

  @Test
  void answer_ofAnOldRegistry_isAvroWithoutMore() {
    registry.fail(request -> new Answer(200, "{\"schema\":\"\\\"int\\\"\",\"new\":{\"a\":1}}"));
    RegisteredSchema schema = client().schemaById(7);
    assertThat(schema.schema().type()).isEqualTo(SchemaType.AVRO);
    assertThat(schema.id()).isEqualTo(7);
    assertThat(schema.version()).isEmpty();
  }

  @Test
  void hugeAnswer_isCutOff() {
    String huge = "x".repeat(65 * 1024 * 1024);
    registry.fail(request -> new Answer(200, huge));
    assertThatThrownBy(() -> client("max.retries", "0").schemaById(7))
        .hasMessageContaining("larger than 67108864 bytes");
  }

  @Test
  void severalAddresses_areAskedInTurnWithoutWaiting() {
    try (FakeRegistry second = new FakeRegistry()) {
      int id = second.put("s", "\"int\"");
      registry.close();
      RegistryClient client =
          client(
              "schema.registry.url",
              registry.url() + ", " + second.url() + "/",
              "retries.wait.ms",
              "20000");
      assertThat(client.schemaById(id).id()).isEqualTo(id);
      assertThat(client.latest("s").id()).isEqualTo(id);
      assertThat(second.requests()).hasSize(2);
    }
  }

  @Test
  void manyThreads_sameUnknownId_makeOneRequest() throws Exception {
    int id = registry.put("s", "\"int\"");
    RegistryClient client = client();
    int threads = 16;
    CountDownLatch start = new CountDownLatch(threads);
    Callable<Integer> ask =
        () -> {
          start.countDown();
          start.await();
          return client.schemaById(id, "s").id();
        };
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        answers.add(pool.submit(ask));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(id);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void failure_isNotRemembered() {
    RegistryClient client = client("max.retries", "0");
    registry.fail(request -> new Answer(503, ""));
    assertThatThrownBy(() -> client.schemaById(1)).hasMessageContaining("503");
    registry.recover();
    registry.put("s", "\"int\"");
    assertThat(client.schemaById(1).schema().text()).isEqualTo("\"int\"");
  }

  @Test
  void interruptedWait_endsAtOnceAndKeepsTheFlag() {
    registry.fail(request -> new Answer(503, ""));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> client("retries.wait.ms", "60000").schemaById(7))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void source_ofSchemaWithReferences_hasThoseNeededFirst() {
    registry.put("a", "\"A\"");
    registry.put("b", referring("\"B\"", "A", "a"));
    int id = registry.put("c", referring("\"C\"", "B", "b"));
    RegistryClient client = client();
    assertThat(client.source(client.schemaById(id)).dependencies())
        .containsExactly(
            new Dependency(new Reference("A", "a", 1), "\"A\""),
            new Dependency(new Reference("B", "b", 1), "\"B\""));
  }

  @Test
  void source_ofSchemaInContext_findsReferencesThere() {
    registry.put(":.x:a", "\"A\"");
    int id = registry.put(":.x:b", referring("\"B\"", "A", "a"));
    RegistryClient client = client();
    client.source(client.schemaById(id, ":.x:b"));
    assertThat(registry.requests()).last().isEqualTo("GET /subjects/:.x:a/versions/1?deleted=true");
  }

  @Test
  void source_ofEndlessReferences_isRefused() {
    AtomicInteger n = new AtomicInteger();
    registry.fail(
        request ->
            new Answer(
                200, referring("\"A\"", "A", "s" + n.incrementAndGet()).put("id", 1).toString()));
    RegistryClient client = client();
    assertThatThrownBy(() -> client.source(client.schemaById(1)))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("nested deeper than 50");
  }

  @Test
  void settings_areReadWhetherSetOrInherited() {
    registry.fail(
        request ->
            new Answer(
                200,
                request.contains("/config")
                    ? "{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}"
                    : "{\"mode\":\"READONLY\"}"));
    assertThat(client().compatibilityLevel("s")).isEqualTo(CompatibilityLevel.FULL_TRANSITIVE);
    assertThat(client().mode("s")).isEqualTo("READONLY");
    assertThat(registry.requests())
        .containsExactly("GET /config/s?defaultToGlobal=true", "GET /mode/s?defaultToGlobal=true");
  }

  @Test
  void testCompatibility_givesTheReasons() {
    registry.fail(
        request -> new Answer(200, "{\"is_compatible\":false,\"messages\":[\"because\"]}"));
    assertThat(client().testCompatibility("s", STRING, false))
        .isEqualTo(new CompatibilityResult(false, List.of("because")));
  }

  @Test
  void userInUrl_isSentButNeverShown() {
    String url = registry.url().replace("http://", "http://me:s%3Acret@");
    registry.fail(request -> new Answer(401, ""));
    assertThatThrownBy(() -> client("schema.registry.url", url).schemaById(7))
        .asInstanceOf(type(RegistryException.class))
        .satisfies(
            e -> {
              assertThat(e.url()).doesNotContain("me");
              assertThat(e.toString()).doesNotContain("cret");
            });
    assertThat(registry.authorizations()).containsExactly("Basic bWU6czpjcmV0");
  }

  @Test
  void token_isSentAsBearer() {
    registry.put("s", "\"int\"");
    client(
            "schema.registry.bearer.auth.credentials.source", "STATIC_TOKEN",
            "schema.registry.bearer.auth.token", "abc")
        .schemaById(1);
    assertThat(registry.authorizations()).containsExactly("Bearer abc");
  }

  private static ObjectNode referring(String schema, String name, String subject) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("schema", schema);
    node.putArray("references")
        .addObject()
        .put("name", name)
        .put("subject", subject)
        .put("version", 1);
    return node;
  }
}
