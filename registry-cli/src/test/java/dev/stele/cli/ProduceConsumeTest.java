package dev.stele.cli;

import static dev.stele.cli.Run.steleWithInput;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.protobuf.ProtobufDescriptors;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.json.JsonSchemaSerializer;
import dev.stele.serde.json.JsonSchemaValue;
import dev.stele.serde.protobuf.ProtobufSerializer;
import dev.stele.testkit.SteleExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class ProduceConsumeTest {
  @RegisterExtension static final SteleExtension stele = new SteleExtension();

  private static final String SCHEMA =
      """
      {"type": "record", "name": "Quake", "fields": [
        {"name": "id", "type": "string"},
        {"name": "mag", "type": ["null", "double"], "default": null}]}""";

  @Test
  void produce_goodLines_areConsumedInOrder() {
    Run produce =
        produce(
            """
            {"id": "a", "mag": 2.5}

            {"id": "ö", "mag": null}
            """,
            "good");

    assertThat(produce.exitCode()).as(produce.err()).isZero();
    assertThat(produce.err()).isEqualTo("2 sent, 0 failed\n");
    assertThat(produce.out()).isEmpty();
    Run consume = consume("good", "--max", "2");
    assertThat(consume.exitCode()).as(consume.err()).isZero();
    assertThat(consume.out().lines().map(line -> line.replace(" ", "")))
        .containsExactly("{\"id\":\"a\",\"mag\":2.5}", "{\"id\":\"ö\",\"mag\":null}");
    assertThat(consume.err()).isEmpty();
  }

  @Test
  void produce_badLines_areNamedAndTheOthersSent() {
    Run produce =
        produce(
            """
            {"id": "a", "mag": 1}
            {"id": "b", "mag": "strong"}
            {"id": "c"
            {"id": "d", "mag": 4}
            """,
            "mixed");

    assertThat(produce.exitCode()).isEqualTo(1);
    assertThat(produce.err().lines())
        .hasSize(3)
        .anySatisfy(
            line -> assertThat(line).startsWith("stele: line 2: ").contains("mag", "strong"))
        .anySatisfy(line -> assertThat(line).startsWith("stele: line 3: "))
        .last()
        .isEqualTo("2 sent, 2 failed (lines 2-3)");
    Run consume = consume("mixed", "--max", "2");
    assertThat(consume.exitCode()).as(consume.err()).isZero();
    assertThat(consume.out().lines()).hasSize(2);
  }

  @Test
  void produce_failFast_sendsNothingAfterTheBadLine() {
    Run produce = produce("{\"id\": \"a\"}\n{}\n{\"id\": \"c\"}\n", "fast", "--fail-fast");

    assertThat(produce.exitCode()).isEqualTo(1);
    assertThat(produce.err()).contains("line 2: ", "stopped after line 2").doesNotContain("line 3");
  }

  @Test
  void produce_messageTooLarge_isCountedAndTheOthersSent() {
    String large = // random, because the message is compressed
        new Random(1)
            .ints(3_000_000, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    Run produce =
        produce(
            "{\"id\": \"a\", \"mag\": 1}\n{\"id\": \"%s\", \"mag\": 2}\n{\"id\": \"c\", \"mag\": 3}\n"
                .formatted(large),
            "large");

    assertThat(produce.exitCode()).isEqualTo(1);
    assertThat(produce.err()).contains("line 2: not delivered", "2 sent, 1 failed (line 2)");
  }

  @Test
  void produce_keyField_isTheKey() {
    assertThat(produce("{\"id\": \"a\", \"mag\": 1}\n", "keyed", "--key-field", "id").exitCode())
        .isZero();
    Run missing = produce("{\"id\": \"a\", \"mag\": 1}\n", "keyed", "--key-field", "nmae");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("no field nmae");
    Run nothing = produce("{\"id\": \"a\", \"mag\": null}\n", "keyed", "--key-field", "mag");
    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.err()).contains("line 1: field mag");
  }

  @Test
  void consume_otherFormats_arePrintedToo() throws Exception {
    Descriptor quake =
        ProtobufDescriptors.link(
                new SchemaSource(
                    SchemaType.PROTOBUF,
                    "syntax = \"proto3\"; message Quake { string id = 1; int64 time = 2; }",
                    List.of()))
            .findMessageTypeByName("Quake");
    DynamicMessage message =
        DynamicMessage.newBuilder(quake).setField(quake.findFieldByName("id"), "p").build();
    try (JsonSchemaSerializer<JsonSchemaValue> json =
            JsonSchemaSerializer.<JsonSchemaValue>builder()
                .registry(stele.registryUrl())
                .setting("value.subject.name.strategy", "dev.stele.serde.RecordNameStrategy")
                .forValues();
        ProtobufSerializer<DynamicMessage> protobuf =
            ProtobufSerializer.<DynamicMessage>builder()
                .registry(stele.registryUrl())
                .setting("value.subject.name.strategy", "dev.stele.serde.RecordNameStrategy")
                .forValues();
        KafkaProducer<byte[], byte[]> producer = producer()) {
      SchemaDefinition any = JsonSchemaValue.schema("{\"title\": \"Any\", \"type\": \"object\"}");
      JsonSchemaValue value = new JsonSchemaValue(any, Map.of("id", "j"));
      producer.send(new ProducerRecord<>("all", json.serialize("all", value))).get();
      producer.send(new ProducerRecord<>("all", protobuf.serialize("all", message))).get();
    }
    assertThat(produce("{\"id\": \"a\", \"mag\": null}\n", "all").exitCode()).isZero();

    Run consume = consume("all", "--max", "3");

    assertThat(consume.exitCode()).as(consume.err()).isZero();
    assertThat(consume.out().lines().map(line -> line.replace(" ", "")))
        .containsExactly(
            "{\"id\":\"j\"}", "{\"id\":\"p\",\"time\":\"0\"}", "{\"id\":\"a\",\"mag\":null}");
  }

  @Test
  void consume_messageOfOthers_isPassedOver() throws Exception {
    assertThat(produce("{\"id\": \"a\", \"mag\": 1}\n", "foreign").exitCode()).isZero();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      byte[] text = "plain text".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>("foreign", text)).get();
    }
    assertThat(produce("{\"id\": \"c\", \"mag\": 3}\n", "foreign").exitCode()).isZero();

    Run consume = consume("foreign", "--max", "3");

    assertThat(consume.exitCode()).isEqualTo(1);
    assertThat(consume.out().lines()).hasSize(2);
    assertThat(consume.err())
        .contains("partition 0, offset 1: ")
        .contains("1 of 3 messages could not be decoded");
  }

  @Test
  void consume_tooFewMessages_endsAfterTheTimeout() {
    assertThat(produce("{\"id\": \"a\", \"mag\": 1}\n", "few").exitCode()).isZero();

    Run enough = consume("few", "--timeout", "1");
    assertThat(enough.exitCode()).as(enough.err()).isZero();
    Run tooFew = consume("few", "--timeout", "1", "--max", "2");
    assertThat(tooFew.exitCode()).isEqualTo(1);
    assertThat(tooFew.err()).contains("1 of 2 messages came");
  }

  @Test
  void consume_interrupted_endsWell() throws Exception {
    assertThat(produce("{\"id\": \"a\", \"mag\": 1}\n", "endless").exitCode()).isZero();
    Run consume = consume("endless");
    consume.awaitOutput("\n");

    consume.interrupt();

    assertThat(consume.exitCode()).as(consume.err()).isZero();
    assertThat(consume.out().lines()).hasSize(1);
  }

  @Test
  void consume_noSuchTopic_namesIt() {
    Run consume = consume("no-such-topic");

    assertThat(consume.exitCode()).isEqualTo(1);
    assertThat(consume.err()).contains("has no topic no-such-topic");
  }

  @Test
  void produce_registryNotReachable_namesIt() {
    Run produce =
        steleWithInput(
            "",
            "produce",
            "--topic",
            "t",
            "--schema",
            SCHEMA,
            "--bootstrap-servers",
            stele.bootstrapServers(),
            "--registry",
            "http://127.0.0.1:1");

    assertThat(produce.exitCode()).isEqualTo(1);
    assertThat(produce.err())
        .startsWith("stele: The registry is not reachable at http://127.0.0.1:1 (--registry): ");
    assertThat(produce.err().lines()).hasSize(1);
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stele.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static Run produce(String lines, String topic, String... more) {
    List<String> args = new ArrayList<>(List.of("produce", "--topic", topic, "--schema", SCHEMA));
    args.addAll(List.of(more));
    return run(lines, args);
  }

  private static Run consume(String topic, String... more) {
    List<String> args = new ArrayList<>(List.of("consume", "--topic", topic, "--from-beginning"));
    args.addAll(List.of(more));
    return run("", args);
  }

  private static Run run(String input, List<String> args) {
    args.addAll(List.of("--bootstrap-servers", stele.bootstrapServers()));
    args.addAll(List.of("--registry", stele.registryUrl()));
    return steleWithInput(input, args.toArray(String[]::new));
  }
}
