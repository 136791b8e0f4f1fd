package dev.stele.cli;

import dev.stele.server.RegistryServer;
import dev.stele.testkit.BrokerSettings;
import dev.stele.testkit.KafkaBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stele dev}: a Kafka and a registry in this process. */
@Command(
    name = "dev",
    description = "Start a Kafka and a registry on this machine, for development.",
    mixinStandardHelpOptions = true,
    versionProvider = SteleCommand.Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  stele dev",
      "  stele dev --ephemeral --port 18081 --kafka-port 19092",
      "  stele dev --data-dir ./data"
    })
final class DevCommand implements Callable<Integer> {
  private static final String HOST = "127.0.0.1";

  private final Terminal terminal;
  private final Termination termination;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "The registry's port (default: ${DEFAULT-VALUE}; 0: a free one).")
  private int port;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Kafka's port (default: ${DEFAULT-VALUE}; 0: a free one).")
  private int kafkaPort;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Where the data is kept (default: stele/dev in $XDG_DATA_HOME, or in ~/.local/share).")
  private @Nullable Path dataDir;

  @Option(names = "--ephemeral", description = "Keep no data: delete it when the command ends.")
  private boolean ephemeral;

  DevCommand(Terminal terminal, Termination termination) {
    this.terminal = terminal;
    this.termination = termination;
  }

  @Override
  public Integer call() throws InterruptedException {
    checkUsage();
    requireFree(port);
    Optional<Path> data = ephemeral ? Optional.empty() : Optional.of(createDataDir());
    terminal.say("Starting Kafka and the registry ...");
    try (KafkaBroker kafka = startKafka(data);
        RegistryServer registry = startRegistry(kafka, port)) {
      terminal.out().print(greeting(kafka, registry, data));
      terminal.out().flush();
      return awaitEnd(kafka);
    }
  }

  private int awaitEnd(KafkaBroker kafka) {
    CompletableFuture<Throwable> fault = kafka.fault().toCompletableFuture();
    CompletableFuture.anyOf(termination.requested(), fault).join();
    if (!termination.isRequested()) {
      throw new FailureException("Kafka stopped by itself: " + fault.join().getMessage());
    }
    terminal.say("Stopping ...");
    return 0;
  }

  private void checkUsage() {
    if (ephemeral && dataDir != null) {
      throw new ParameterException(
          spec.commandLine(), "--ephemeral and --data-dir contradict each other: give one of them");
    }
    for (int given : new int[] {port, kafkaPort}) {
      if (given < 0 || given > 65_535) {
        throw new ParameterException(
            spec.commandLine(), "port " + given + ": a port is between 0 and 65535");
      }
    }
  }

  // Asked before Kafka starts, so that the answer comes at once and leaves nothing half started.
  private static void requireFree(int port) {
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    } catch (IOException e) {
      throw new FailureException(
          "The registry can't listen on %s:%d (%s): stop what listens there, or choose another --port"
              .formatted(HOST, port, e.getMessage()),
          e);
    }
  }

  private Path createDataDir() {
    Path data = (dataDir == null ? defaultDataDir() : dataDir).toAbsolutePath().normalize();
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new FailureException(
          "Can't create the data directory %s (%s): choose another --data-dir, or --ephemeral"
              .formatted(data, e),
          e);
    }
    return data;
  }

  private static Path defaultDataDir() {
    String dataHome = System.getenv("XDG_DATA_HOME");
    Path parent =
        dataHome == null || dataHome.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(dataHome);
    return parent.resolve("stele").resolve("dev");
  }

  private KafkaBroker startKafka(Optional<Path> data) {
    BrokerSettings settings = BrokerSettings.ephemeral().withPort(kafkaPort);
    if (data.isPresent()) {
      System.setProperty("stele.log.file", data.get().resolve("stele.log").toString());
      Logging.DEV.use();
      settings = settings.withDirectory(data.get().resolve("kafka"));
    } else {
      Logging.CLIENT.use();
    }
    try {
      return KafkaBroker.start(settings);
    } catch (KafkaBroker.StartException e) {
      throw new FailureException(e.getMessage(), e);
    } catch (NoClassDefFoundError e) { // as in the image, which is for an existing Kafka
      throw new FailureException(
          "This installation carries no Kafka to start: use serve on an existing one, or run dev from"
              + " Stele's sources",
          e);
    }
  }

  /** A registry on this machine for a broker on this machine. */
  static RegistryServer startRegistry(KafkaBroker kafka, int port) {
    return ServeCommand.start(
        Map.of(
            "kafkastore.bootstrap.servers",
            kafka.bootstrapServers(),
            "kafkastore.topic.replication.factor",
            "1",
            "listeners",
            "http://" + HOST + ":" + port));
  }

  private String greeting(KafkaBroker kafka, RegistryServer registry, Optional<Path> data) {
    String more = "";
    if (kafka.port() != 9092) {
      more += " --bootstrap-servers " + kafka.bootstrapServers();
    }
    if (registry.port() != 8081) {
      more += " --registry " + registry.url();
    }
    String stele = System.getProperty("stele.command", "stele");
    return """

        Kafka      %s
        Registry   %s
        Its API    %s/docs
        Data       %s

        Try, in another terminal:

          echo '{"name": "Ada", "email": null}' | %s produce --topic people%s --schema \\
            '%s'

          %s consume --topic people --from-beginning --max 1%s

        Ctrl-C stops both.
        """
        .formatted(
            kafka.bootstrapServers(),
            registry.url(),
            registry.url(),
            data.map(dir -> dir + " (kept)").orElse("none is kept (--ephemeral)"),
            stele,
            more,
            """
            {"type": "record", "name": "Person", "fields": [{"name": "name", "type": "string"}, \
            {"name": "email", "type": ["null", "string"], "default": null}]}""",
            stele,
            more);
  }
}
