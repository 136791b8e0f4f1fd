package dev.stele.cli;

import dev.stele.server.RegistryServer;
import dev.stele.testkit.KafkaBroker;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code stele warm-up}: a short run of everything, for the JVM to archive the classes it takes.
 */
@Command(
    name = "warm-up",
    hidden = true,
    description = "Use everything once; bin/stele does so to make the archive of classes.",
    mixinStandardHelpOptions = true,
    versionProvider = SteleCommand.Version.class)
final class WarmUpCommand implements Callable<Integer> {
  private static final String TOPIC = "warm-up";
  private static final String SCHEMA =
      """
      {"type": "record", "name": "Step", "fields": [{"name": "number", "type": "int"}]}""";
  private static final String LINES =
      """
      {"number": 1}
      {"number": 2}
      """;

  private final Terminal terminal;

  WarmUpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Logging.CLIENT.use();
    try (KafkaBroker kafka = KafkaBroker.start();
        RegistryServer registry = DevCommand.startRegistry(kafka, 0)) {
      int produced = run(kafka, registry, "produce", "--topic", TOPIC, "--schema", SCHEMA);
      int consumed =
          run(kafka, registry, "consume", "--topic", TOPIC, "--from-beginning", "--max", "2");
      return Math.max(produced, consumed);
    }
  }

  private int run(KafkaBroker kafka, RegistryServer registry, String... command) {
    InputStream in = new ByteArrayInputStream(LINES.getBytes(StandardCharsets.UTF_8));
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
    args.addAll(List.of("--registry", registry.url()));
    return Main.commandLine(new Terminal(in, nowhere, terminal.err(), false), new Termination())
        .execute(args.toArray(String[]::new));
  }
}
