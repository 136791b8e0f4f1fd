package dev.stele.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.stele.schema.Rule;
import dev.stele.testkit.SteleExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about compatibility names every rule, and its example is what the registry answers. */
@ExtendWith(SteleExtension.class)
class CompatibilityPageTest {
  private static final JsonMapper JSON = new JsonMapper();

  static List<String> rules() {
    List<String> rules =
        new ClassFileImporter()
            .importUrl(Rule.class.getProtectionDomain().getCodeSource().getLocation()).stream()
                .filter(
                    type ->
                        type.isEnum()
                            && !type.isAnonymousClass()
                            && (type.isAssignableTo(Rule.class)
                                || type.getSimpleName().endsWith("Rule")))
                .map(JavaClass::reflect)
                .flatMap(type -> Stream.of(type.getEnumConstants()))
                .map(rule -> ((Enum<?>) rule).name())
                .distinct()
                .toList();
    assertThat(rules).contains("TYPE_MISMATCH", "SCHEMA_TYPE_CHANGED", "FIELD_DELETED");
    return rules;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void page_namesTheRule(String rule) throws IOException {
    assertThat(page()).contains("`" + rule + "`");
  }

  @Test
  void example_isTheRegistrysAnswer(SteleExtension stele) throws Exception {
    String subjects = stele.registryUrl() + "/subjects/earthquakes-value/versions";
    post(subjects, "earthquake-v1.avsc");
    post(subjects, "earthquake-v2.avsc");

    JsonNode answer =
        post(
            stele.registryUrl() + "/compatibility/subjects/earthquakes-value/versions?explain=true",
            "earthquake-v3-incompatible.avsc");

    String block = page().split("```json\n", -1)[1].split("```", -1)[0];
    assertThat(JSON.readTree(block).toPrettyString()).isEqualTo(answer.toPrettyString());
  }

  private static String page() throws IOException {
    return Files.readString(Pages.ROOT.resolve("docs/compatibility.md"));
  }

  private static JsonNode post(String url, String sample) throws Exception {
    String schema = Files.readString(Pages.ROOT.resolve("samples").resolve(sample));
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/json")
                    .POST(
                        BodyPublishers.ofString(
                            JSON.createObjectNode().put("schema", schema).toString()))
                    .build(),
                BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
