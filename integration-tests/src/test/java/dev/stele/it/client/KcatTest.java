package dev.stele.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.it.fixture.SharedRegistry;
import dev.stele.it.fixture.Topic;
import dev.stele.it.serde.Exchange;
import dev.stele.it.serde.OurFormat;
import dev.stele.it.serde.OurSerdes;
import dev.stele.schema.SchemaType;
import dev.stele.serde.avro.AvroJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * kcat, which reads messages and the registry's topic; with libserdes it asks the registry, too.
 */
class KcatTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Path HERE = Path.of(".");
  private static final Program VERSION = new Program("kcat", "-V");

  @RegisterExtension
  @Order(1)
  static final BeforeAllCallback kcat =
      context -> {
        if (!VERSION.works(HERE, PATIENCE)) {
          throw Program.skipped("kcat is not installed");
        }
      };

  @RegisterExtension static final SharedRegistry stele = new SharedRegistry();

  private static final String TOPIC = "kcat";

  @BeforeAll
  static void send() {
    Schema schema = new Schema.Parser().parse(Sample.AVRO.second);
    Topic.create(TOPIC, stele.kafka(), stele.registry())
        .send(List.of(AvroJson.read("{\"id\":\"ours\",\"felt\":7}", schema)), Map.of());
  }

  @Test
  void message_hasTheIdOfItsSchemaInFront() {
    int id = stele.http().get("/subjects/kcat-value/versions/1").json().get("id").intValue();

    // A byte and a big-endian number, and then Avro: the length 4 and "ours", and the number 7.
    assertThat(read(TOPIC, "-s", "value=>bicccccc")).isEqualTo("0" + id + "\bours\u000e\n");
  }

  @Test
  void jsonWithItsGuidInAHeader_isPlainJson() throws Exception {
    OurFormat json = OurFormat.of(SchemaType.JSON);
    Exchange exchange = Exchange.named(SchemaType.JSON, "everything");
    Records.create(stele, "kcat-json", json, json).send(exchange, exchange, OurSerdes.IN_HEADER);

    String[] record = read("kcat-json", "-f", "%k\\t%s\\n").split("\t", -1);

    assertThat(new JsonMapper().readTree(record[0])).isEqualTo(exchange.value());
    assertThat(new JsonMapper().readTree(record[1])).isEqualTo(exchange.value());
  }

  @Test
  void registryTopic_hasTheKeysThatOthersLookFor() {
    String keys = read("_schemas", "-f", "%k\\n");

    assertThat(keys)
        .contains(
            "{\"keytype\":\"SCHEMA\",\"subject\":\"kcat-value\",\"version\":1,\"magic\":1}\n");
  }

  @Test
  void avro_isDecodedWithTheSchemaOfTheRegistry() throws Exception {
    if (!VERSION.run(HERE, PATIENCE).output().contains("Avro")) {
      throw Program.skipped("this kcat is built without libserdes, and can't read Avro");
    }

    JsonNode value = new JsonMapper().readTree(read(TOPIC, "-s", "value=avro", "-r", stele.url()));

    assertThat(value.toString()).isEqualTo("{\"id\":\"ours\",\"felt\":7}");
  }

  private static String read(String topic, String... options) {
    List<String> command = new ArrayList<>(List.of("kcat", "-C", "-e", "-q", "-b"));
    command.addAll(List.of(stele.kafka().bootstrapServers(), "-t", topic));
    command.addAll(List.of(options));
    Program.Output output = new Program(command, Map.of()).run(HERE, PATIENCE);
    assertThat(output.exit()).as(output.errors()).isZero();
    return output.output();
  }
}
