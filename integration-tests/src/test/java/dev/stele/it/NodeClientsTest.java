package dev.stele.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.it.fixture.RunningRegistry;
import dev.stele.serde.avro.AvroDeserializer;
import dev.stele.serde.avro.AvroJson;
import dev.stele.serde.avro.AvroSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients for Node.js that others wrote, in {@code src/test/node}. Needs node and npm. */
@Timeout(600)
class NodeClientsTest {
  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path DIRECTORY = Path.of("target", "node");
  private static final String SCHEMA =
      "{\"type\":\"record\",\"name\":\"Tremor\",\"namespace\":\"it\",\"fields\":["
          + "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"depthKm\",\"type\":\"double\"},"
          + "{\"name\":\"felt\",\"type\":[\"null\",\"int\"],\"default\":null}]}";

  @RegisterExtension static final RunningRegistry stele = new RunningRegistry();

  @BeforeAll
  static void install() throws Exception {
    assumeTrue(isThere("node") && isThere("npm"), "Skipped: node or npm is not installed");
    Files.createDirectories(DIRECTORY);
    for (String file : List.of("package.json", "kafkajs.js", "confluent.js")) {
      Files.copy(
          SOURCES.resolve(file), DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Output npm = run(List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"));
    assumeTrue(npm.exit() == 0, () -> "Skipped: npm cannot install the clients: " + npm.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafkajs", "confluent"})
  void client_ofOthers_sharesSchemasAndMessagesWithOurs(String client) throws Exception {
    Map<String, Object> settings = Map.of("schema.registry.url", stele.registry().url());
    Schema schema = new Schema.Parser().parse(SCHEMA);
    Object ours = AvroJson.read("{\"id\":\"ours\",\"depthKm\":26.49,\"felt\":7}", schema);
    String topic = client;
    byte[] message;
    try (AvroSerializer serializer = new AvroSerializer()) {
      serializer.configure(settings, false);
      message = serializer.serialize(topic, ours);
    }

    Output node =
        run(
            List.of(
                "node",
                client + ".js",
                stele.registry().url(),
                topic + "-value",
                SCHEMA,
                HexFormat.of().formatHex(message),
                "{\"id\":\"theirs\",\"depthKm\":9.72,\"felt\":null}"));

    assertThat(node.exit()).as(node.toString()).isZero();
    JsonNode result = new JsonMapper().readTree(node.output());
    int id =
        stele.http().get("/subjects/" + topic + "-value/versions/1").json().get("id").intValue();
    assertThat(result.path("id").intValue()).isEqualTo(id);
    assertThat(result.path("latest").intValue()).isEqualTo(id);
    assertThat(result.path("name").textValue()).isEqualTo("it.Tremor");
    assertThat(result.path("decoded").path("id").textValue()).isEqualTo("ours");
    assertThat(result.path("decoded").path("depthKm").doubleValue()).isEqualTo(26.49);
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      deserializer.configure(settings, false);
      byte[] theirs = HexFormat.of().parseHex(result.path("encoded").textValue());
      assertThat(AvroJson.write(deserializer.deserialize(topic, theirs), schema))
          .isEqualTo("{\"id\":\"theirs\",\"depthKm\":9.72,\"felt\":null}");
    }
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return run(List.of(program, "--version")).exit() == 0;
    } catch (IOException e) {
      return false; // that is how a missing program shows
    }
  }

  private static Output run(List<String> command) throws IOException, InterruptedException {
    Files.createDirectories(DIRECTORY);
    Path output = Files.createTempFile(DIRECTORY.toAbsolutePath(), "output", ".txt");
    Path errors = Files.createTempFile(DIRECTORY.toAbsolutePath(), "errors", ".txt");
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(DIRECTORY.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        throw new AssertionError(command + " did not end: " + Files.readString(errors));
      }
      return new Output(
          process.exitValue(),
          Files.readString(output, StandardCharsets.UTF_8),
          Files.readString(errors, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private record Output(int exit, String output, String errors) {}
}
