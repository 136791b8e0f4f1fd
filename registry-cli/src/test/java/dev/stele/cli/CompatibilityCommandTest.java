package dev.stele.cli;

import static dev.stele.cli.Run.stele;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.testkit.SteleExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class CompatibilityCommandTest {
  @RegisterExtension static final SteleExtension stele = new SteleExtension();

  private static final String ONE =
      """
      {"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}]}""";
  private static final String TWO =
      """
      {"type": "record", "name": "R", "fields": [
        {"name": "a", "type": "int"}, {"name": "b", "type": "int"}]}""";

  @Test
  void compatibility_accepted_exitsWithZero() throws Exception {
    register("accepted", ONE);

    Run run = compatibility("accepted", ONE);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("Compatible under BACKWARD (STRICT)\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void compatibility_refused_saysWhyAndExitsWithOne() throws Exception {
    register("refused", ONE);

    Run run = compatibility("refused", TWO);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("Not compatible under BACKWARD (STRICT)\n")
        .contains("The new schema can't read what was written with version 1:")
        .contains("rule  READER_FIELD_MISSING_DEFAULT_VALUE: ")
        .contains("new   /fields/1");
  }

  @Test
  void compatibility_explain_namesAllLevels() throws Exception {
    register("explained", TWO);

    Run run = compatibility("explained", ONE, "--explain");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("Compatible under BACKWARD (STRICT)\n")
        .contains("  BACKWARD             yes\n")
        .contains("  FULL_TRANSITIVE      no, because of version 1\n")
        .contains("Version 1 can't read what is written with the new schema:");
  }

  @Test
  void compatibility_acceptedWithoutExplain_doesNotTellOfOtherLevels() throws Exception {
    register("quiet", TWO);

    assertThat(compatibility("quiet", ONE).out()).isEqualTo("Compatible under BACKWARD (STRICT)\n");
  }

  @Test
  void compatibility_json_isTheRegistrysAnswer() throws Exception {
    register("json", ONE);

    Run run = compatibility("json", TWO, "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode answer = new JsonMapper().readTree(run.out());
    assertThat(answer.path("levels")).hasSize(7);
    assertThat(answer.path("conflicts").get(0).path("direction").asText()).isEqualTo("BACKWARD");
  }

  @Test
  void compatibility_oneVersion_looksAtNoOther() throws Exception {
    register("one", ONE);
    assertThat(compatibility("one", TWO, "--version-only", "1").exitCode()).isEqualTo(1);

    Run missing = compatibility("one", TWO, "--version-only", "7");

    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err())
        .isEqualTo("stele: The registry refused to compare: Version 7 not found.\n");
  }

  @Test
  void compatibility_noSchema_saysWhatIsWrong() {
    Run run = compatibility("nothing", "{\"type\": \"enum\", \"name\": \"1\"}");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("not a valid schema").contains("Illegal initial character: 1");
  }

  @Test
  void compatibility_reference_isResolved() throws Exception {
    register("fixed", "{\"type\": \"fixed\", \"name\": \"n.F\", \"size\": 4}");
    String referring =
        """
        {"type": "record", "name": "R", "fields": [{"name": "f", "type": "n.F"}]}""";

    assertThat(compatibility("referring", referring).exitCode()).isEqualTo(1);
    assertThat(compatibility("referring", referring, "--reference", "n.F=fixed:1").exitCode())
        .isZero();
    assertThat(compatibility("referring", referring, "--reference", "n.F=fixed:latest").exitCode())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order.avsc  | '{\"type\": \"string\"}'",
        "order.json  | '{\"type\": \"object\"}'",
        "order.proto | 'syntax = \"proto3\"; message Order {}'",
      })
  void compatibility_file_isOfTheTypeItsNameTells(String name, String text, @TempDir Path directory)
      throws Exception {
    Path file = Files.writeString(directory.resolve(name), text);

    Run run = compatibility("file", file.toString());

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  @Test
  void compatibility_registryNotReachable_namesIt() {
    Run run =
        stele(
            "compatibility", "--subject", "s", "--schema", ONE, "--registry", "http://127.0.0.1:1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("stele: The registry is not reachable at http://127.0.0.1:1 (--registry): ");
  }

  private static Run compatibility(String subject, String schema, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("compatibility", "--subject", subject, "--registry", stele.registryUrl()));
    args.addAll(List.of("--schema", schema));
    args.addAll(List.of(more));
    Run run = stele(args.toArray(String[]::new));
    run.exitCode();
    return run;
  }

  private static void register(String subject, String schema) throws Exception {
    String body = new JsonMapper().createObjectNode().put("schema", schema).toString();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(stele.registryUrl() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }
}
