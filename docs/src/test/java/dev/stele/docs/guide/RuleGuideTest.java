package dev.stele.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.avro.AvroSerializer;
import dev.stele.testkit.SteleExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page about rules shows works. */
@ExtendWith(SteleExtension.class)
class RuleGuideTest {
  private static final Path PAGE = Path.of("rules.md");
  private static final Path HERE = Path.of("src/test/java/dev/stele/docs/guide");

  @Test
  void rule_letsPassWhatIsInItsRange_andRefusesTheRest(SteleExtension stele) throws Exception {
    register(stele);
    // guide: settings
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", "http://localhost:8081");
    settings.put("auto.register.schemas", false);
    settings.put("use.latest.version", true);
    settings.put("rule.executors", "range");
    settings.put("rule.executors.range.class", RangeExecutor.class.getName());
    // end
    settings.put("schema.registry.url", stele.registryUrl());
    try (AvroSerializer<GenericData.Record> serializer = new AvroSerializer<>()) {
      serializer.configure(settings, false);
      assertThat(serializer.serialize("magnitudes", quake(9.5))).hasSize(5 + 8);
      assertThatThrownBy(() -> serializer.serialize("magnitudes", quake(12)))
          .isInstanceOf(SerializationException.class)
          .extracting(e -> String.valueOf(e.getMessage()))
          .satisfies(message -> assertThat(page()).contains("```\n" + message + "\n```"));
    }
  }

  @Test
  void code_isThatOfThePage() throws IOException {
    String tested =
        Files.readString(HERE.resolve("RangeExecutor.java"))
            + Files.readString(HERE.resolve("RuleGuideTest.java"));
    assertThat(all("```java\n(.*?)\n```", page()))
        .hasSize(2)
        .containsExactlyElementsOf(
            all("// guide: \\w+\n(.*?)\n *// end\n", tested).map(String::stripIndent).toList());
  }

  /** Sends what the page tells to send. */
  private static void register(SteleExtension stele) throws Exception {
    String body = all("-d '(\\{.*?})'", page()).findFirst().orElseThrow();
    URI versions = URI.create(stele.registryUrl() + "/subjects/magnitudes-value/versions");
    HttpRequest request =
        HttpRequest.newBuilder(versions)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static GenericData.Record quake(double mag) {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Quake","fields":[{"name":"mag","type":"double"}]}
                """);
    GenericData.Record quake = new GenericData.Record(schema);
    quake.put("mag", mag);
    return quake;
  }

  private static Stream<String> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1));
  }

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }
}
