package dev.stele.cli;

import static dev.stele.cli.Run.stele;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "dev", "serve", "produce", "consume", "compatibility"})
  void help_anyCommand_hasExamplesWithinTheWidth(String command) {
    Run run = command.isEmpty() ? stele("--help") : stele(command, "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: stele " + command).contains("Examples:");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void help_ofAll_doesNotNameWhatOnlyTheLauncherCalls() {
    Run run = stele("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).doesNotContain("warm-up");
  }

  @Test
  void version_namesBuildKafkaAndJava() {
    Run run = stele("--version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .matches("stele \\d+\\.\\d+\\.\\d+\\S* \\(Kafka \\d+\\.\\d+\\.\\d+, Java \\d+.*\\)\\R");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                         | Which command?",
        "prodcue                                    | prodcue",
        "dev --prot 8081                            | --prot",
        "dev --port web                             | web",
        "dev --port 70000                           | port 70000",
        "dev --kafka-port -1                        | port -1",
        "dev --ephemeral --data-dir here            | contradict",
        "produce --topic t                          | --schema",
        "produce --schema s.avsc                    | --topic",
        "consume                                    | --topic",
        "consume --topic t --max 0                  | 1 or more",
        "consume --topic t --timeout 0              | 1 or more",
        "compatibility --subject s                  | --schema",
        "compatibility --schema {}                  | --subject",
        "compatibility --subject s --schema a.txt   | give --type",
        "compatibility --subject s --schema {} --type XML | AVRO, JSON or PROTOBUF",
        "compatibility --subject s --schema {} --reference a=b | NAME=SUBJECT:VERSION",
        "compatibility --subject s --schema {} --reference a=b:c | NAME=SUBJECT:VERSION",
        "serve --set listeners                      | listeners",
      })
  void execute_wrongUsage_saysWhatAndWhereHelpIs(String arguments, String expected) {
    Run run =
        stele(Arrays.stream(arguments.split(" ")).filter(s -> !s.isEmpty()).toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("stele: ").contains(expected).contains("--help");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void serve_missingConfig_namesTheFile() {
    Run run = stele("serve", "--config", "no/such.properties");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no/such.properties");
  }
}
