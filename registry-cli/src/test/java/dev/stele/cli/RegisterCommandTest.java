package dev.stele.cli;

import static dev.stele.cli.Run.stele;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.testkit.SteleExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RegisterCommandTest {
  @RegisterExtension static final SteleExtension stele = new SteleExtension();

  private static final String ORDER =
      """
      {"type": "record", "name": "Order", "fields": [{"name": "total", "type": "Money"}]}""";
  private static final String MONEY =
      """
      {"type": "record", "name": "Money", "fields": [{"name": "cents", "type": "long"}]}""";

  @TempDir private Path directory;

  @BeforeEach
  void write() throws Exception {
    Files.createDirectory(directory.resolve("common"));
    Files.writeString(directory.resolve("order.avsc"), ORDER);
    Files.writeString(directory.resolve("common/money.avsc"), MONEY);
    manifest("a");
  }

  @Test
  void register_dryRun_thenForGood_thenAgain() {
    Run planned = register("--dry-run");
    Run registered = register();
    Run again = register();

    assertThat(planned.exitCode()).as(planned.err()).isZero();
    assertThat(planned.out()).endsWith("\n2 new. All could be registered.\n");
    assertThat(registered.exitCode()).as(registered.err()).isZero();
    assertThat(registered.out().replaceAll("id \\d+", "id N"))
        .isEqualTo(
            """
            NEW            a-order version 1, id N
            NEW            a-money version 1, id N

            2 new. All are registered.
            """);
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).endsWith("\n2 unchanged. All are registered.\n");
  }

  @Test
  void register_refused_saysWhy_andExitsWithOne() throws Exception {
    manifest("b");
    assertThat(register().exitCode()).isZero();
    Files.writeString(directory.resolve("common/money.avsc"), MONEY.replace("cents", "euros"));
    Files.writeString(directory.resolve("order.avsc"), "{\"type\": \"enum\", \"name\": \"1\"}");

    Run run = register();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("INVALID        b-order: Invalid schema")
        .contains("INCOMPATIBLE   b-money\nNot compatible under BACKWARD (STRICT)\n")
        .contains("rule  READER_FIELD_MISSING_DEFAULT_VALUE")
        .endsWith("\n1 incompatible, 1 invalid. Nothing was registered.\n");
  }

  @Test
  void register_json_isTheRegistrysAnswer() {
    assertThat(register("--dry-run", "--json").out()).startsWith("{\"dryRun\":true,");
  }

  @Test
  void register_withoutSchemas_orFiles_namesWhatIsMissing() throws Exception {
    Files.writeString(directory.resolve("schemas.json"), "{}");
    assertThat(register().err()).endsWith("schemas.json has no list 'schemas'\n");
    Files.writeString(directory.resolve("schemas.json"), "{\"schemas\": []}");
    assertThat(register().err()).contains("refused the request: 'schemas' must have 1 to");
    Files.delete(directory.resolve("order.avsc"));
    manifest("c");
    assertThat(register().err()).contains("There is no file").contains("order.avsc");
  }

  private void manifest(String prefix) throws Exception {
    Files.writeString(
        directory.resolve("schemas.json"),
        """
        {"schemas": [
          {"subject": "%1$s-order", "file": "order.avsc",
           "references": [{"name": "Money", "subject": "%1$s-money"}]},
          {"subject": "%1$s-money", "file": "common/money.avsc"}
        ]}
        """
            .formatted(prefix));
  }

  private Run register(String... more) {
    String[] args = new String[more.length + 4];
    args[0] = "register";
    args[1] = directory.resolve("schemas.json").toString();
    args[2] = "--registry";
    args[3] = stele.registryUrl();
    System.arraycopy(more, 0, args, 4, more.length);
    Run run = stele(args);
    run.exitCode();
    return run;
  }
}
