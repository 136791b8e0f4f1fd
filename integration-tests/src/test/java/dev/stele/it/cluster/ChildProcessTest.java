package dev.stele.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.testkit.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ChildProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Starts a node that waits for a Kafka which is not there, and then waits itself. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws IOException {
      NodeProcess child =
          new NodeProcess(
              "child",
              Integer.parseInt(args[0]),
              Map.of("kafkastore.bootstrap.servers", "127.0.0.1:1"),
              Path.of(args[1]));
      child.start();
      while (System.in.read() >= 0) {
        // until this process is killed
      }
    }
  }

  @Test
  void parentKilled_childEnds(@TempDir Path directory) {
    String port = Integer.toString(Ports.free("127.0.0.1"));
    try (ChildProcess parent =
        new ChildProcess(
            Parent.class,
            List.of(port, directory.toString()),
            directory.resolve("parent.log"),
            false)) {
      parent.start();
      Wait.until(
          PATIENCE, parent::lastWords, () -> parent.handle().children().findAny().isPresent());
      List<ProcessHandle> children = parent.handle().children().toList();

      parent.kill9();

      Wait.until(
          PATIENCE,
          () -> "A child outlives its parent: " + children,
          () -> children.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(children).isNotEmpty();
    }
  }

  @Test
  void stop_untilCont_standsStill(@TempDir Path directory) throws IOException {
    try (ChildProcess child =
        new ChildProcess(Echo.class, List.of(), directory.resolve("echo.log"), true)) {
      child.start();
      assertThat(say(child)).isEqualTo('x');

      child.stop();
      child.input().write('x');
      child.input().flush();
      Wait.during(Duration.ofMillis(300));
      assertThat(child.output().available()).isZero();

      child.cont();
      assertThat(child.output().read()).isEqualTo('x');
    }
  }

  /** Says what it hears. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] args) throws IOException {
      for (int heard = System.in.read(); heard >= 0; heard = System.in.read()) {
        System.out.write(heard);
        System.out.flush();
      }
    }
  }

  private static int say(ChildProcess child) throws IOException {
    child.input().write('x');
    child.input().flush();
    return child.output().read();
  }
}
