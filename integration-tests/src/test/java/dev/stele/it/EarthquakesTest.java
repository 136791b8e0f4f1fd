package dev.stele.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.RunningRegistry;
import dev.stele.it.fixture.Samples;
import dev.stele.it.fixture.Topic;
import dev.stele.serde.avro.AvroDeserializer;
import dev.stele.serde.avro.AvroJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The registry's main job on real data: a week of earthquakes, and a schema that grows. */
@Timeout(180)
class EarthquakesTest {
  @RegisterExtension static final RunningRegistry stele = new RunningRegistry();

  private static final JsonMapper JSON = new JsonMapper();
  private static final Schema V1 = Samples.schema("earthquake-v1.avsc");
  private static final Schema V2 = Samples.schema("earthquake-v2.avsc");
  private static final List<String> LINES = Samples.lines("earthquakes.jsonl");

  private static Topic topic;

  @BeforeAll
  static void sendAll() {
    topic = Topic.create("earthquakes", stele.kafka(), stele.registry());
    topic.send(LINES.stream().map(line -> AvroJson.read(line, V1)).toList(), Map.of());
  }

  @Test
  void consume_withTheWritersSchema_givesEveryFieldBack() {
    List<Object> received = topic.receive(LINES.size(), new AvroDeserializer<>(), Map.of());

    assertThat(LINES).hasSize(1_707);
    assertThat(received.stream().map(EarthquakesTest::fields).toList())
        .isEqualTo(LINES.stream().map(line -> fields(line, V1)).toList());
  }

  @Test
  void consume_withANewerReader_fillsInTheDefault() {
    assertThat(register("earthquake-v2.avsc").status()).isEqualTo(200);

    AvroDeserializer<Object> newer =
        AvroDeserializer.builder().registry(stele.registry().url()).into(V2).forValues();
    List<Object> received = topic.receive(LINES.size(), newer, Map.of());

    assertThat(received).allSatisfy(record -> assertThat(schema(record)).isEqualTo(V2));
    assertThat(received.stream().map(EarthquakesTest::fields).toList())
        .isEqualTo(LINES.stream().map(line -> fields(line, V2)).toList());
  }

  @Test
  void register_incompatibleVersion_isRefusedWithBothReasons() {
    assertThat(register("earthquake-v2.avsc").status()).isEqualTo(200);

    Answer refusal = register("earthquake-v3-incompatible.avsc");

    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.errorCode()).isEqualTo(40901);
    assertThat(refusal.message())
        .contains("TYPE_MISMATCH", "reader type: INT not compatible with writer type: BOOLEAN")
        .contains("READER_FIELD_MISSING_DEFAULT_VALUE", "'station'");
    assertThat(stele.http().get("/subjects/earthquakes-value/versions").json().size()).isEqualTo(2);
  }

  @Test
  void plainObjects_ofAClassAlone_comeBack() {
    Topic reports = Topic.create("felt-reports", stele.kafka(), stele.registry());
    List<FeltReport> sent = List.of(new FeltReport("Castaic", 3), new FeltReport("San Marino", 0));
    Map<String, ?> reflection = Map.of("schema.reflection", true);

    reports.send(sent, reflection);

    assertThat(reports.receive(sent.size(), new AvroDeserializer<>(), reflection)).isEqualTo(sent);
  }

  @Test
  void restart_forgetsNothing() {
    assertThat(register("earthquake-v2.avsc").status()).isEqualTo(200);
    List<JsonNode> before = everything();
    List<byte[]> messages = topic.receive(LINES.size());

    stele.registry().restart();

    assertThat(everything()).isEqualTo(before);
    assertThat(register("earthquake-v1.avsc").json().path("id"))
        .isEqualTo(before.get(3).path("id"));
    assertThat(register("earthquake-v3-incompatible.avsc").status()).isEqualTo(409);
    assertThat(
            topic.receive(LINES.size(), new AvroDeserializer<>(), Map.of()).stream()
                .map(EarthquakesTest::fields)
                .toList())
        .isEqualTo(LINES.stream().map(line -> fields(line, V1)).toList());
    Topic again = Topic.create("earthquakes-again", stele.kafka(), stele.registry());
    again.send(LINES.stream().map(line -> AvroJson.read(line, V1)).toList(), Map.of());
    assertThat(again.receive(LINES.size()))
        .usingElementComparator(java.util.Arrays::compare)
        .isEqualTo(messages);
  }

  /** What the registry answers to every question about the topic's subject. */
  private static List<JsonNode> everything() {
    List<String> questions =
        List.of(
            "/subjects?subjectPrefix=earthquakes-value",
            "/subjects/earthquakes-value/versions",
            "/schemas/ids/1/versions",
            "/subjects/earthquakes-value/versions/1",
            "/subjects/earthquakes-value/versions/2",
            "/subjects/earthquakes-value/versions/latest",
            "/config",
            "/mode");
    List<JsonNode> answers = new ArrayList<>();
    for (String question : questions) {
      Answer answer = stele.http().get(question);
      assertThat(answer.status()).as(question + ": " + answer).isEqualTo(200);
      answers.add(answer.json());
    }
    int id = answers.get(3).path("id").asInt();
    answers.add(stele.http().get("/schemas/ids/" + id).json());
    return answers;
  }

  private static Answer register(String file) {
    String request =
        JsonNodeFactory.instance.objectNode().put("schema", Samples.text(file)).toString();
    return stele.http().post("/subjects/" + topic.subject() + "/versions", request);
  }

  private static Schema schema(Object record) {
    return ((GenericRecord) record).getSchema();
  }

  /** A consumed record by field; numbers as their decimal value. */
  private static Map<String, @Nullable Object> fields(Object record) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Schema.Field field : schema(record).getFields()) {
      Object value = ((GenericRecord) record).get(field.pos());
      fields.put(field.name(), value instanceof CharSequence ? value.toString() : plain(value));
    }
    return fields;
  }

  /** A line of the sample by field of a schema; what it does not have is null. */
  private static Map<String, @Nullable Object> fields(String line, Schema schema) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    JsonNode json = parse(line);
    for (Schema.Field field : schema.getFields()) {
      JsonNode value = json.path(field.name());
      fields.put(
          field.name(),
          value.isTextual()
              ? value.textValue()
              : plain(value.isBoolean() ? value.booleanValue() : value.numberValue()));
    }
    return fields;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros()
        : value;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
