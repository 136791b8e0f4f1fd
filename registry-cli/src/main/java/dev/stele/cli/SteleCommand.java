package dev.stele.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stele} without a command: says which there are. */
@Command(
    name = "stele",
    description = "A Kafka-native schema registry.",
    mixinStandardHelpOptions = true,
    versionProvider = SteleCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  stele dev                                  a Kafka and a registry to try things with",
      "  stele serve --config registry.properties   the registry on your Kafka",
      "  stele COMMAND --help                       what a command takes, with examples"
    })
final class SteleCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Which command? There are dev, serve, produce, consume, compatibility and register");
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties build = new Properties();
      try (InputStream in = SteleCommand.class.getResourceAsStream("build.properties")) {
        if (in == null) {
          throw new IOException("build.properties is missing from the jar");
        }
        build.load(in);
      }
      return new String[] {
        "stele %s (Kafka %s, Java %s)"
            .formatted(
                build.getProperty("version"),
                build.getProperty("kafka.version"),
                System.getProperty("java.version"))
      };
    }
  }
}
