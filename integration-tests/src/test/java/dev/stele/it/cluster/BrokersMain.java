package dev.stele.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stele.testkit.BrokerSettings;
import dev.stele.testkit.KafkaCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.stream.Stream;

/**
 * The brokers of {@link BrokersProcess}. Reads one command per line, {@code start 1} or {@code stop
 * 1}, answers each with one line, {@code ok} or what went wrong, and ends with its input.
 */
final class BrokersMain {
  private BrokersMain() {}

  /** Takes a broker per argument, as {@link BrokerArgument} writes them. */
  public static void main(String[] args) throws IOException {
    List<BrokerSettings> settings = Stream.of(args).map(BrokerArgument::read).toList();
    // Not closed: the cluster ends as it does when machines fail, which takes no time.
    KafkaCluster cluster = KafkaCluster.start(settings);
    System.out.println("ok");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(answer(cluster, line.split(" ", -1)));
    }
    Runtime.getRuntime().halt(0);
  }

  private static String answer(KafkaCluster cluster, String[] command) {
    try {
      int node = Integer.parseInt(command[1]);
      switch (command[0]) {
        case "start" -> cluster.restart(node);
        case "stop" -> cluster.stop(node);
        default -> throw new IllegalArgumentException("unknown command " + command[0]);
      }
      return "ok";
    } catch (RuntimeException e) { // the border: answered to who asked
      return e.toString();
    }
  }
}
