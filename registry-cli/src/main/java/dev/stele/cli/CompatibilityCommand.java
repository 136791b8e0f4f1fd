package dev.stele.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stele compatibility}: whether a schema could be registered, and if not, why. */
@Command(
    name = "compatibility",
    description = {
      "Ask whether a schema may follow the versions of a subject; nothing is registered.",
      "",
      "The exit code is 0 if it may and 1 if not, so that a build can stop on it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SteleCommand.Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  stele compatibility --subject orders-value --schema order.avsc",
      "  stele compatibility --subject orders-value --schema order.proto --explain",
      "  stele compatibility --subject orders-value --schema order.json --json | jq .levels",
      "  stele compatibility --subject orders-value --schema order.json \\",
      "      --reference address.json=address-value:3"
    })
final class CompatibilityCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> TYPES = Set.of("AVRO", "JSON", "PROTOBUF");

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      required = true,
      description = "Whose versions it is compared with, for instance TOPIC-value.")
  private String subject = "";

  @Option(
      names = "--schema",
      paramLabel = "FILE|JSON",
      required = true,
      description =
          "The new schema: a file, or the schema itself if it begins with {, [ or a quote.")
  private String schema = "";

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "AVRO, JSON or PROTOBUF (default: by the file's name, .avsc, .json or .proto; AVRO if "
              + "there is no file).")
  private @Nullable String type;

  @Option(
      names = "--reference",
      paramLabel = "NAME=SUBJECT:VERSION",
      description =
          "A schema that the new one refers to, by what it calls it; the version is a number or "
              + "latest. May be given again.")
  private List<String> references = List.of();

  @Option(
      names = "--version-only",
      paramLabel = "VERSION",
      description =
          "Compare with this version alone, a number or latest (default: those that the subject's "
              + "level protects).")
  private @Nullable String version;

  @Option(names = "--normalize", description = "Put the schema into normal form first.")
  private boolean normalize;

  @Option(
      names = "--explain",
      description = "Say which levels would accept the schema, and what to do about the others.")
  private boolean explain;

  @Option(names = "--json", description = "Print the registry's answer, explanation included.")
  private boolean json;

  @Mixin private RegistryAddress registry = new RegistryAddress();

  CompatibilityCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    String body = request();
    HttpResponse<String> response = registry.post(path(), body);
    JsonNode answer = registry.json(response);
    if (response.statusCode() != 200) {
      throw new FailureException(
          "The registry refused to compare: "
              + answer.path("message").asText("HTTP " + response.statusCode()));
    }
    if (!answer.has("levels")) {
      throw new FailureException(
          "The registry at %s gives no reasons: it is not Stele, or older than this command"
              .formatted(registry.url()));
    }
    if (json) {
      terminal.out().println(response.body());
    } else {
      new ExplanationPrinter(terminal.out()).print(answer, explain);
    }
    terminal.out().flush();
    return answer.path("is_compatible").asBoolean() ? 0 : Main.FAILED;
  }

  private String path() {
    String one = version == null ? "" : "/" + encode(version);
    return "/compatibility/subjects/%s/versions%s?explain=true&normalize=%s"
        .formatted(encode(subject), one, normalize);
  }

  private String request() {
    ObjectNode request = JSON.createObjectNode();
    request.put("schemaType", type()).put("schema", SchemaArgument.text(schema));
    ArrayNode list = request.putArray("references");
    references.forEach(reference -> list.add(reference(reference)));
    return request.toString();
  }

  private String type() {
    if (type != null) {
      String name = type.toUpperCase(Locale.ROOT);
      if (!TYPES.contains(name)) {
        throw usage("--type %s: it is AVRO, JSON or PROTOBUF".formatted(type));
      }
      return name;
    }
    if (SchemaArgument.isInline(schema)) {
      return "AVRO";
    }
    return SchemaArgument.type(schema)
        .orElseThrow(
            () ->
                usage(
                    "--schema %s: its name does not tell its type, give --type".formatted(schema)));
  }

  // A name may hold whatever a subject and a number do not: the last of each sign separates.
  private ObjectNode reference(String argument) {
    int colon = argument.lastIndexOf(':');
    int equals = argument.lastIndexOf('=', colon);
    String number = argument.substring(colon + 1);
    try {
      if (equals < 1 || colon <= equals + 1) {
        throw new NumberFormatException();
      }
      return JSON.createObjectNode()
          .put("name", argument.substring(0, equals))
          .put("subject", argument.substring(equals + 1, colon))
          .put("version", number.equals("latest") ? -1 : Integer.parseInt(number));
    } catch (NumberFormatException e) {
      throw usage("--reference %s: it is NAME=SUBJECT:VERSION".formatted(argument));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
  }
}
