package dev.stele.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stele register}: the schemas of a repository, all of them or none. */
@Command(
    name = "register",
    description = {
      "Register the schemas that a file lists, all of them or none.",
      "",
      "The file is JSON: {\"schemas\": [{\"subject\": …, \"file\": …, \"references\": [{\"name\": …,",
      "\"subject\": …}]}, …]}. Paths start where the file is, and schemas may reference each other",
      "in any order. The exit code is 0 if all are registered, or in a dry run could be, and 1 if",
      "not, so that a build can stop on it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SteleCommand.Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  stele register schemas.json --dry-run",
      "  stele register schemas.json --registry https://registry.example.com"
    })
final class RegisterCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The list of schemas.")
  private String manifest = "";

  @Option(names = "--dry-run", description = "Say what would become of each, and change nothing.")
  private boolean dryRun;

  @Option(names = "--normalize", description = "Put the schemas into normal form first.")
  private boolean normalize;

  @Option(names = "--json", description = "Print the registry's answer.")
  private boolean json;

  @Mixin private RegistryAddress registry = new RegistryAddress();

  RegisterCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    HttpResponse<String> response =
        registry.post(
            "/stele/v1/register?dryRun=%s&normalize=%s".formatted(dryRun, normalize),
            Manifest.request(manifest));
    JsonNode answer = registry.json(response);
    if (!answer.has("schemas")) {
      throw new FailureException(
          "The registry at %s refused the request: %s"
              .formatted(
                  registry.url(), answer.path("message").asText("HTTP " + response.statusCode())));
    }
    if (json) {
      terminal.out().println(response.body());
    } else {
      new PlanPrinter(terminal.out()).print(answer);
    }
    terminal.out().flush();
    return answer.path("accepted").asBoolean() ? 0 : Main.FAILED;
  }
}
