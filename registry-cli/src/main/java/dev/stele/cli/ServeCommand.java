package dev.stele.cli;

import dev.stele.server.RegistryServer;
import dev.stele.server.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stele serve}: the registry on an existing Kafka. */
@Command(
    name = "serve",
    description = {
      "Start the registry on an existing Kafka.",
      "",
      "A setting has one name in three places, of which the later wins: the file given with "
          + "--config, the environment (SCHEMA_REGISTRY_KAFKASTORE_TOPIC is kafkastore.topic), and "
          + "--set."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SteleCommand.Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  stele serve --config registry.properties",
      "  stele serve --set kafkastore.bootstrap.servers=kafka:9092 --set "
          + "listeners=http://0.0.0.0:8081",
      "  SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS=kafka:9092 stele serve"
    })
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Termination termination;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A properties file, such as the one you have.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting; may be given many times.")
  private Map<String, String> flags = new LinkedHashMap<>();

  ServeCommand(Terminal terminal, Termination termination) {
    this.terminal = terminal;
    this.termination = termination;
  }

  @Override
  public Integer call() {
    Logging.SERVER.use();
    if (config != null && !Files.isReadable(config)) {
      throw new FailureException("Can't read the configuration file " + config);
    }
    try (RegistryServer registry = start(load())) {
      terminal.out().println("Registry   " + registry.url());
      terminal.out().flush();
      termination.requested().join();
      return 0;
    }
  }

  private Map<String, String> load() {
    try {
      return Settings.load(Optional.ofNullable(config), System.getenv(), flags);
    } catch (RuntimeException e) { // the border: the settings say what is wrong with them
      throw new FailureException("Wrong settings: " + e.getMessage(), e);
    }
  }

  static RegistryServer start(Map<String, String> settings) {
    try {
      return RegistryServer.start(settings);
    } catch (RuntimeException e) { // the border: the server says why it can't start
      throw new FailureException("The registry can't start: " + e.getMessage(), e);
    }
  }
}
