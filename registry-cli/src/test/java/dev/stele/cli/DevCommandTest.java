package dev.stele.cli;

import static dev.stele.cli.Run.stele;
import static dev.stele.cli.Run.steleWithInput;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class DevCommandTest {
  private static final Pattern KAFKA = Pattern.compile("Kafka +(\\S+)");
  private static final Pattern REGISTRY = Pattern.compile("Registry +(\\S+)");

  @Test
  void dev_stoppedAndStartedAgain_keepsData(@TempDir Path data) throws Exception {
    Run first = startDev("--data-dir", data.toString());
    Run produce =
        steleWithInput(
            "\"kept\"\n",
            "produce",
            "--topic",
            "words",
            "--schema",
            "\"string\"",
            "--bootstrap-servers",
            find(KAFKA, first),
            "--registry",
            find(REGISTRY, first));
    assertThat(produce.exitCode()).as(produce.err()).isZero();
    stop(first);
    assertThat(first.out()).contains(data + " (kept)");

    Run second = startDev("--data-dir", data.toString());
    Run consume =
        stele(
            "consume",
            "--topic",
            "words",
            "--from-beginning",
            "--max",
            "1",
            "--bootstrap-servers",
            find(KAFKA, second),
            "--registry",
            find(REGISTRY, second));

    assertThat(consume.exitCode()).as(consume.err()).isZero();
    assertThat(consume.out()).isEqualTo("\"kept\"\n");
    stop(second);
  }

  @Test
  void dev_registrysPortTaken_namesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Run run = stele("dev", "--ephemeral", "--kafka-port", "0", "--port", port);

      assertFailsWith(run, "can't listen on 127.0.0.1:" + port);
    }
  }

  @Test
  void dev_kafkasPortTaken_namesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Run run = stele("dev", "--ephemeral", "--kafka-port", port, "--port", "0");

      assertFailsWith(run, "can't listen on 127.0.0.1:" + port);
    }
  }

  @Test
  void dev_damagedData_namesTheDirectory(@TempDir Path data) throws Exception {
    Files.createDirectories(data.resolve("kafka"));
    Files.writeString(data.resolve("kafka/meta.properties"), "version=1\n");

    Run run = stele("dev", "--data-dir", data.toString(), "--kafka-port", "0", "--port", "0");

    assertFailsWith(run, data.resolve("kafka").toString());
  }

  @Test
  void dev_dataDirIsAFile_namesIt(@TempDir Path parent) throws Exception {
    Path file = Files.createFile(parent.resolve("file"));

    Run run = stele("dev", "--data-dir", file.toString(), "--kafka-port", "0", "--port", "0");

    assertFailsWith(run, file.toString());
  }

  private static void assertFailsWith(Run run, String expected) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(expected).doesNotContain("\tat ");
    assertThat(run.err().lines().filter(line -> line.startsWith("stele: "))).hasSize(1);
    assertThat(run.out()).isEmpty();
  }

  private static Run startDev(String... options) throws InterruptedException {
    String[] args = new String[options.length + 5];
    System.arraycopy(new String[] {"dev", "--port", "0", "--kafka-port", "0"}, 0, args, 0, 5);
    System.arraycopy(options, 0, args, 5, options.length);
    Run run = stele(args);
    run.awaitOutput("Ctrl-C");
    assertThat(run.isRunning()).as(run.err()).isTrue();
    return run;
  }

  private static void stop(Run run) {
    long startNs = System.nanoTime();
    run.interrupt();

    assertThat(run.exitCode()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(30));
  }

  private static String find(Pattern pattern, Run run) {
    Matcher matcher = pattern.matcher(run.out());
    assertThat(matcher.find()).as(run.out()).isTrue();
    return matcher.group(1);
  }
}
