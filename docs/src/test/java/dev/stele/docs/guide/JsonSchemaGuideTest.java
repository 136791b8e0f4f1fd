package dev.stele.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.json.JsonSchemaConfig;
import dev.stele.serde.json.JsonSchemaDeserializer;
import dev.stele.serde.json.JsonSchemaSerde;
import dev.stele.serde.json.JsonSchemaSerializer;
import dev.stele.serde.json.JsonSchemaText;
import dev.stele.serde.json.JsonSchemaValue;
import dev.stele.testkit.SteleExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the guide to JSON Schema shows works. */
@ExtendWith(SteleExtension.class)
class JsonSchemaGuideTest {
  // guide: record
  public record Quake(String id, double magnitude, Instant time) {}

  // end

  // guide: text
  @JsonSchemaText(
      """
      {"title": "Felt", "type": "object", "required": ["quake"],
       "properties": {"quake": {"type": "string"}, "people": {"type": "integer", "minimum": 1}}}
      """)
  public record Felt(String quake, int people) {}

  // end

  @Test
  void quickStart_sendsWhatAConsumerReads(SteleExtension stele) throws Exception {
    // guide: send
    Properties config = new Properties();
    config.put("bootstrap.servers", "localhost:9092");
    config.put("key.serializer", StringSerializer.class);
    config.put("value.serializer", JsonSchemaSerializer.class);
    config.put("schema.registry.url", "http://localhost:8081");
    config.put("json.write.dates.iso8601", true);
    // end
    config.put("bootstrap.servers", stele.bootstrapServers());
    config.put("schema.registry.url", stele.registryUrl());
    // guide: send-one
    Quake quake = new Quake("us1", 6.1, Instant.parse("2026-01-02T03:04:05Z"));
    try (KafkaProducer<String, Quake> producer = new KafkaProducer<>(config)) {
      producer.send(new ProducerRecord<>("quakes-json", quake.id(), quake)).get();
    }
    // end

    // guide: receive
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "localhost:9092");
    settings.put("group.id", "guide");
    settings.put("auto.offset.reset", "earliest");
    settings.put("key.deserializer", StringDeserializer.class);
    settings.put("value.deserializer", JsonSchemaDeserializer.class);
    settings.put("schema.registry.url", "http://localhost:8081");
    settings.put("json.value.type", Quake.class);
    // end
    settings.put("bootstrap.servers", stele.bootstrapServers());
    settings.put("schema.registry.url", stele.registryUrl());
    List<Quake> read = new ArrayList<>();
    try (KafkaConsumer<String, Quake> consumer = new KafkaConsumer<>(settings)) {
      consumer.subscribe(List.of("quakes-json"));
      while (read.isEmpty()) {
        for (ConsumerRecord<String, Quake> record : consumer.poll(Duration.ofSeconds(1))) {
          read.add(record.value());
        }
      }
    }
    assertThat(read).containsExactly(quake);

    JsonNode registered =
        new ObjectMapper()
            .readTree(
                RegistryClient.of(stele.registryUrl()).latest("quakes-json-value").schema().text());
    String shown = block("json", page());
    assertThat(new ObjectMapper().readTree(shown)).isEqualTo(registered);
  }

  @Test
  void builders_andValidation_workAsShown(SteleExtension stele) throws IOException {
    String registryUrl = stele.registryUrl();
    // guide: builder
    JsonSchemaSerializer<Felt> serializer =
        JsonSchemaSerializer.<Felt>builder().registry(registryUrl).validate().forValues();
    JsonSchemaDeserializer<Felt> deserializer =
        JsonSchemaDeserializer.builder(Felt.class).registry(registryUrl).validate().forValues();
    // end
    byte[] message = serializer.serialize("felt", new Felt("us1", 3));
    assertThat(deserializer.deserialize("felt", message)).isEqualTo(new Felt("us1", 3));
    assertThatThrownBy(() -> serializer.serialize("felt", new Felt("us1", 0)))
        .isInstanceOf(SerializationException.class)
        .extracting(e -> String.valueOf(e.getMessage()).replaceAll("id \\d+", "id 2"))
        .satisfies(text -> assertThat(page()).contains("```\n" + text + "\n```"));
    serializer.close();
    deserializer.close();
  }

  @Test
  void values_bringTheirSchemas(SteleExtension stele) throws IOException {
    JsonSchemaSerializer<Object> serializer =
        JsonSchemaSerializer.builder().registry(stele.registryUrl()).forValues();
    JsonSchemaDeserializer<Object> deserializer =
        JsonSchemaDeserializer.builder().registry(stele.registryUrl()).forValues();
    // guide: value
    SchemaDefinition schema =
        JsonSchemaValue.schema("{\"title\": \"Reading\", \"type\": \"object\"}");
    byte[] message =
        serializer.serialize("readings", new JsonSchemaValue(schema, Map.of("celsius", 21.5)));
    // end
    assertThat(String.valueOf(deserializer.deserialize("readings", message)))
        .isEqualTo("{celsius=21.5}");

    // guide: envelope
    ObjectNode envelope = new ObjectMapper().createObjectNode();
    envelope.putObject("schema").put("title", "Reading").put("type", "object");
    envelope.putObject("payload").put("celsius", 21.5);
    byte[] same = serializer.serialize("readings", envelope);
    // end
    assertThat(same).isEqualTo(message);
    serializer.close();
    deserializer.close();
  }

  @Test
  void serde_isForStreams(SteleExtension stele) {
    String registryUrl = stele.registryUrl();
    // guide: serde
    Serde<Quake> quakes = JsonSchemaSerde.builder(Quake.class).registry(registryUrl).forValues();
    // end
    Quake quake = new Quake("us2", 5, Instant.EPOCH);
    byte[] message = quakes.serializer().serialize("streamed", quake);
    assertThat(quakes.deserializer().deserialize("streamed", message)).isEqualTo(quake);
    quakes.close();
  }

  @Test
  void settings_areAllInTheTable() throws IOException {
    Map<String, String> shown = new LinkedHashMap<>();
    String page = page();
    String table = page.substring(page.indexOf("## Settings"));
    for (String line : table.lines().filter(line -> line.startsWith("| `")).toList()) {
      String[] cells = line.split("\\|", -1);
      shown.put(cells[1].strip(), cells[2].strip());
    }
    Map<String, String> defined = new LinkedHashMap<>();
    for (ConfigDef.ConfigKey key : JsonSchemaConfig.definition().configKeys().values()) {
      defined.put("`" + key.name + "`", defaultOf(key));
    }
    assertThat(shown).containsExactlyInAnyOrderEntriesOf(defined);
  }

  private static String defaultOf(ConfigDef.ConfigKey key) {
    Object value = key.defaultValue;
    if (value == null || value.equals(List.of())) {
      return "";
    }
    if (value instanceof Class<?> type) {
      return "`" + type.getSimpleName() + "`";
    }
    return value instanceof List<?> list
        ? "`" + list.stream().map(String::valueOf).collect(Collectors.joining(",")) + "`"
        : "`" + value + "`";
  }

  private static String block(String language, String page) {
    int start = page.indexOf("```" + language + "\n") + language.length() + 4;
    return page.substring(start, page.indexOf("\n```", start));
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("guides/json-schema.md"));
  }
}
