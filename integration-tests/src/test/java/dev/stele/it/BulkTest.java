package dev.stele.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.RunningRegistry;
import dev.stele.it.fixture.TestRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a bulk registration leaves in the log: all of it in one transaction, or nothing. */
@Timeout(120)
class BulkTest {
  private static final TopicPartition LOG = new TopicPartition("_schemas", 0);
  private static final int SCHEMAS = 50;

  @RegisterExtension static final RunningRegistry stele = new RunningRegistry();

  @Test
  void oneOfFiftyRefused_leavesNothingInTheLog() {
    String invalid = "{\"type\":\"record\",\"name\":\"refused\"}";
    accepted(stele.http().post("/stele/v1/register", request("warm", List.of("\"int\""))));
    List<String> texts = texts("Refused");
    texts.set(SCHEMAS / 2, invalid);
    long before = end();

    Answer plan = stele.http().post("/stele/v1/register?dryRun=true", request("r", texts));
    Answer refused = stele.http().post("/stele/v1/register", request("r", texts));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("schemas")).isEqualTo(plan.json().path("schemas"));
    // Those before it reference it, directly or not.
    assertThat(refused.json().path("schemas").findValuesAsText("status"))
        .startsWith("BLOCKED")
        .contains("INVALID")
        .endsWith("NEW");
    assertThat(end()).isEqualTo(before);
  }

  @Test
  void fifty_areOneTransaction_andOnAnotherNode() {
    accepted(stele.http().post("/stele/v1/register", request("warm", List.of("\"int\""))));
    long before = end();

    accepted(stele.http().post("/stele/v1/register", request("f", texts("Fine"))));

    // Each commit takes an offset: records without a gap were committed together.
    assertThat(records(before))
        .extracting(ConsumerRecord::offset)
        .containsExactlyElementsOf(LongStream.range(before, before + SCHEMAS).boxed().toList());
    assertThat(end()).isEqualTo(before + SCHEMAS + 1);
    try (TestRegistry second = TestRegistry.start(stele.kafka().bootstrapServers());
        HttpConnection http = second.connect()) {
      accepted(http.post("/stele/v1/register", request("g", texts("Fine"))));
      assertThat(stele.http().get("/subjects?subjectPrefix=g").json()).hasSize(SCHEMAS);
    }
  }

  private static void accepted(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  /** Records, each with a field of the next one's type, so that the last must be first. */
  private static List<String> texts(String prefix) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < SCHEMAS; i++) {
      String field = "{\"name\":\"next\",\"type\":\"" + prefix + (i + 1) + "\"}";
      texts.add(
          "{\"type\":\"record\",\"name\":\"%s%d\",\"fields\":[%s]}"
              .formatted(prefix, i, i == SCHEMAS - 1 ? "" : field));
    }
    return texts;
  }

  /** Each references the next one, if its text has a field for it. */
  private static String request(String subjects, List<String> texts) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ArrayNode schemas = request.putArray("schemas");
    for (int i = 0; i < texts.size(); i++) {
      ObjectNode schema = schemas.addObject();
      schema.put("subject", subjects + i).put("schema", texts.get(i));
      if (texts.get(i).contains("next")) {
        schema
            .putArray("references")
            .addObject()
            .put("name", subjects + (i + 1))
            .put("subject", subjects + (i + 1));
      }
    }
    return request.toString();
  }

  private static long end() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return end(consumer);
    }
  }

  private static long end(KafkaConsumer<byte[], byte[]> consumer) {
    return Objects.requireNonNull(consumer.endOffsets(List.of(LOG)).get(LOG));
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(long from) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(LOG));
      consumer.seek(LOG, from);
      long end = end(consumer);
      while (consumer.position(LOG) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", stele.kafka().bootstrapServers()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
