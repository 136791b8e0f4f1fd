package dev.stele.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.TestKafka;
import dev.stele.it.fixture.TestRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Three nodes, of which one writes; clients cannot tell which. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForwardingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Deque<AutoCloseable> running = new ArrayDeque<>();
  private static final List<TestRegistry> nodes = new ArrayList<>();
  private static final List<HttpConnection> clients = new ArrayList<>();
  private static TestKafka kafka;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start();
    running.push(kafka);
    for (int i = 0; i < 3; i++) {
      TestRegistry node =
          TestRegistry.start(kafka.bootstrapServers(), Map.of("host.name", "127.0.0.1"));
      running.push(node);
      nodes.add(node);
      HttpConnection client = node.connect();
      running.push(client);
      clients.add(client);
    }
    register(clients.get(0), "first", record("First")); // from here on there is a writer
  }

  @AfterAll
  static void stop() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }

  @Test
  @Order(1)
  void write_onAnyNode_isDone_andSeenThereAtOnce() {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      HttpConnection client = clients.get(i % clients.size());
      String subject = "in-turn-" + i;

      Answer answer = register(client, subject, record("Turn" + i));

      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      assertThat(answer.header("x-stele-offset")).isPresent();
      int id = answer.json().path("id").intValue();
      ids.add(id);
      assertThat(client.get("/schemas/ids/" + id).json().path("schema").textValue())
          .isEqualTo(record("Turn" + i));
      assertThat(client.get("/subjects/" + subject + "/versions/1").json().path("id").intValue())
          .isEqualTo(id);
    }
    for (int i = 1; i < ids.size(); i++) {
      assertThat(ids.get(i)).isEqualTo(ids.get(0) + i);
    }
    assertThat(nodes.stream().filter(node -> isWriter(node)).count()).isEqualTo(1);
  }

  @Test
  @Order(2)
  void refusal_isTheSameWhereverItIsAskedFor() {
    assertThat(register(clients.get(0), "refused", field("a", "\"int\"")).status()).isEqualTo(200);

    assertSameEverywhere(409, "POST", "/subjects/refused/versions", field("a", "\"string\""));
    assertSameEverywhere(422, "POST", "/subjects/refused/versions", "{\"type\":\"nonsense\"}");
    assertSameEverywhere(404, "DELETE", "/subjects/nobody", "");
    assertSameEverywhere(404, "DELETE", "/subjects/refused/versions/7", "");
    assertSameEverywhere(404, "DELETE", "/config/refused", "");
  }

  @Test
  @Order(3)
  void everyKindOfWrite_onOthersThanTheWriter() {
    for (HttpConnection client : others()) {
      assertThat(register(client, "kinds", field("a", "\"int\"")).status()).isEqualTo(200);
      assertThat(client.put("/config/kinds", "{\"compatibility\":\"NONE\"}").text())
          .isEqualTo("{\"compatibility\":\"NONE\"}");
      assertThat(client.get("/config/kinds").json().path("compatibilityLevel").textValue())
          .isEqualTo("NONE");
      assertThat(register(client, "kinds", field("a", "\"string\"")).status()).isEqualTo(200);
      assertThat(client.put("/mode/kinds", "{\"mode\":\"READONLY\"}").status()).isEqualTo(200);
      assertThat(register(client, "kinds", field("b", "\"int\"")).status()).isEqualTo(422);
      assertThat(client.delete("/mode/kinds").status()).isEqualTo(200);
      assertThat(client.delete("/config/kinds").status()).isEqualTo(200);
      assertThat(client.delete("/subjects/kinds/versions/1").text()).isEqualTo("1");
      assertThat(client.delete("/subjects/kinds").text()).isEqualTo("[2]");
      assertThat(client.delete("/subjects/kinds?permanent=true").text()).isEqualTo("[1,2]");
      assertThat(client.get("/subjects/kinds/versions").status()).isEqualTo(404);
    }
  }

  @Test
  @Order(4)
  void nameWithASlash_isTheSameOnEveryNode() {
    for (HttpConnection client : clients) {
      Answer answer = register(client, "a%2Fb%20c", record("Slash"));

      assertThat(answer.json().path("version").intValue()).as(answer.toString()).isEqualTo(1);
      assertThat(client.get("/subjects?subjectPrefix=a%2F").text()).isEqualTo("[\"a/b c\"]");
    }
  }

  @Test
  @Order(5)
  void requestId_isFoundInTheLog() {
    HttpConnection client = others().get(0);

    Answer answer =
        client.send(
            "POST",
            "/subjects/named/versions",
            Map.of("Content-Type", HttpConnection.JSON, "X-Request-ID", "a-name-for-people"),
            request(record("Named")));

    assertThat(answer.header("x-request-id")).hasValue("a-name-for-people");
    assertThat(requestNames()).contains("a-name-for-people");
  }

  @Test
  @Order(6)
  void forgedHeaders_grantNothing() {
    for (HttpConnection client : clients) {
      Answer answer =
          client.send(
              "POST",
              "/subjects/forged/versions",
              Map.of(
                  "Content-Type",
                  HttpConnection.JSON,
                  "X-Stele-Command",
                  "01234567-89ab-4def-8123-456789abcdef",
                  "X-Stele-Node",
                  "01234567-89ab-4def-8123-456789abcdee",
                  "X-Stele-Claim",
                  "0"),
              request(record("Forged")));

      assertThat(answer.status()).as(answer.toString()).isEqualTo(421);
      assertThat(client.get("/subjects/forged/versions").status()).isEqualTo(404);
    }
  }

  @Test
  @Order(7)
  void writerLeaves_nextWriteElsewhereIsDone() {
    TestRegistry writer = nodes.stream().filter(ForwardingTest::isWriter).findFirst().orElseThrow();
    HttpConnection other = others().get(0);
    writer.close();
    running.remove(writer);

    Answer answer = register(other, "after", record("After"));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private static void assertSameEverywhere(int status, String method, String path, String schema) {
    Map<String, String> json = Map.of("Content-Type", HttpConnection.JSON);
    List<Answer> answers = new ArrayList<>();
    for (HttpConnection client : clients) {
      Answer answer =
          schema.isEmpty()
              ? client.send(method, path, Map.of(), null)
              : client.send(method, path, json, request(schema));
      Map<String, String> headers = new HashMap<>(answer.headers());
      headers.remove("date");
      headers.remove("x-request-id");
      answers.add(new Answer(answer.status(), headers, answer.text()));
    }
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.get(0)));
    assertThat(answers.get(0).status()).as(answers.get(0).toString()).isEqualTo(status);
  }

  private static List<HttpConnection> others() {
    List<HttpConnection> others = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (!isWriter(nodes.get(i))) {
        others.add(clients.get(i));
      }
    }
    return others;
  }

  private static boolean isWriter(TestRegistry node) {
    JsonNode ready = clients.get(nodes.indexOf(node)).get("/health/ready").json();
    boolean writes = ready.path("writer").booleanValue();
    assertThat(ready.path("holder").path("url").textValue().equals(node.url())).isEqualTo(writes);
    return writes;
  }

  private static List<String> requestNames() {
    List<String> names = new ArrayList<>();
    TopicPartition log = new TopicPartition("_schemas", 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(log));
      consumer.seekToBeginning(List.of(log));
      long end =
          consumer.endOffsets(List.of(log)).values().stream()
              .mapToLong(Long::longValue)
              .max()
              .orElseThrow();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(log) < end && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          StreamSupport.stream(record.headers().headers("stele.req").spliterator(), false)
              .map(Header::value)
              .map(value -> new String(value, StandardCharsets.UTF_8))
              .forEach(names::add);
        }
      }
    }
    return names;
  }

  private static Answer register(HttpConnection client, String subject, String schema) {
    return client.send(
        "POST",
        "/subjects/" + subject + "/versions",
        Map.of("Content-Type", HttpConnection.JSON),
        request(schema));
  }

  private static byte[] request(String schema) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("schema", schema)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String record(String name) {
    return "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[]}";
  }

  private static String field(String name, String type) {
    return "{\"type\":\"record\",\"name\":\"F\",\"fields\":[{\"name\":\"%s\",\"type\":%s}]}"
        .formatted(name, type);
  }
}
