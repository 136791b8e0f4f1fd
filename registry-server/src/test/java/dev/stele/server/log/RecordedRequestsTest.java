package dev.stele.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.AssociationDraft;
import dev.stele.server.domain.AssociationDraft.Text;
import dev.stele.server.domain.AssociationFilter;
import dev.stele.server.domain.Command;
import dev.stele.server.domain.ConfigChanges;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.DeleteAssociations;
import dev.stele.server.domain.DeleteConfig;
import dev.stele.server.domain.DeleteMode;
import dev.stele.server.domain.DeleteSubject;
import dev.stele.server.domain.DeleteVersion;
import dev.stele.server.domain.DirectVerdicts;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.Numbers;
import dev.stele.server.domain.PutAssociations;
import dev.stele.server.domain.PutConfig;
import dev.stele.server.domain.PutMode;
import dev.stele.server.domain.RawReference;
import dev.stele.server.domain.Register;
import dev.stele.server.domain.Resource;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.VersionSpec;
import dev.stele.server.log.LogRecord.Fact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each recorded request, decided on what the recorded log said before it, writes the recorded
 * records in the recorded order. Requests whose formats or fields are not offered yet only
 * contribute their records to the log.
 */
class RecordedRequestsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> REGISTER_FIELDS =
      Set.of("schema", "references", "metadata", "version");
  private static final Set<String> CONFIG_FIELDS =
      Set.of("compatibility", "compatibilityPolicy", "normalize");

  private record Recorded(String name, State before, Command<?> command, List<String> records) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Recorded> requests() throws IOException {
    List<Recorded> all = new ArrayList<>();
    State state = State.empty(Defaults.STANDARD);
    for (JsonNode line : lines()) {
      List<String> records = new ArrayList<>();
      State before = state;
      for (JsonNode written : line.path("records")) {
        records.add(written.get("key").asText() + " = " + written.get("value").asText());
        state = applied(state, written);
      }
      command(line.path("request"), line.path("records"))
          .ifPresent(
              command ->
                  all.add(new Recorded(line.path("name").asText(), before, command, records)));
    }
    assertThat(all).hasSizeGreaterThan(48);
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void decide_recordedRequest_writesTheRecordedRecords(Recorded recorded) {
    Decision<?> decision = recorded.command().decide(recorded.before(), new DirectVerdicts());

    List<Event> events = decision.fold(accepted -> accepted.events(), error -> List.of());
    List<String> records =
        events.stream()
            .map(RecordCodecs::encode)
            .filter(record -> record.topic() == LogTopic.SCHEMAS)
            .map(record -> text(record.keyBytes()) + " = " + text(record.valueBytes()))
            .toList();
    assertThat(records).isEqualTo(recorded.records());
  }

  private static State applied(State state, JsonNode written) {
    JsonNode value = written.get("value");
    Stamp stamp = new Stamp(written.get("offset").asLong(), 0);
    LogRecord record =
        new RecordReader(LogTopic.SCHEMAS)
            .read(
                stamp,
                written.get("key").asText().getBytes(StandardCharsets.UTF_8),
                value.isNull() ? null : value.asText().getBytes(StandardCharsets.UTF_8),
                new RecordHeaders());
    return record.content() instanceof Fact fact ? state.apply(fact.event(), stamp) : state;
  }

  private static Optional<Command<?>> command(JsonNode request, JsonNode records) {
    if (!request.isObject()) {
      return Optional.empty();
    }
    String[] parts = request.get("path").asText().split("\\?", 2);
    String query = parts.length > 1 ? parts[1] : "";
    String[] path = parts[0].split("/", -1);
    boolean put = request.get("method").asText().equals("PUT");
    JsonNode body = request.path("body");
    Subject subject = Subject.of(path.length > 2 ? decoded(path[2]) : "");
    return switch (path[1]) {
      case "subjects" ->
          request.get("method").asText().equals("POST")
              ? register(subject, path, query, body)
              : Optional.of(deletion(subject, path, query.contains("permanent=true")));
      case "config" -> put ? config(subject, body) : Optional.of(new DeleteConfig(subject));
      case "mode" ->
          Optional.of(
              put
                  ? mode(subject, query.contains("force=true"), body)
                  : new DeleteMode(subject, query.contains("recursive=true")));
      case "associations" ->
          Optional.of(
              request.get("method").asText().equals("POST")
                  ? associations(body, records)
                  : new DeleteAssociations(
                      path[3],
                      new AssociationFilter("topic", Set.of(), Set.of()),
                      query.contains("cascadeLifecycle=true"),
                      true));
      default -> Optional.empty();
    };
  }

  private static PutAssociations associations(JsonNode body, JsonNode records) {
    JsonNode wanted = body.get("associations").get(0);
    Optional<Text> schema =
        Optional.ofNullable(wanted.get("schema"))
            .map(
                request ->
                    new Text(Draft.of(SchemaType.AVRO, request.get("schema").asText()), false));
    AssociationDraft draft =
        new AssociationDraft(
            guid(records),
            Optional.ofNullable(wanted.get("subject")).map(name -> Subject.of(name.asText())),
            "",
            Optional.empty(),
            Optional.empty(),
            schema);
    Resource resource =
        new Resource(
            body.get("resourceName").asText(),
            body.get("resourceNamespace").asText(),
            body.get("resourceId").asText(),
            body.get("resourceType").asText());
    return new PutAssociations(resource, List.of(draft), true, true);
  }

  // The one thing that no request tells.
  private static UUID guid(JsonNode records) {
    JsonNode last = records.get(records.size() - 1);
    try {
      return UUID.fromString(JSON.readTree(last.get("value").asText()).get("guid").asText());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Command<?>> register(
      Subject subject, String[] path, String query, JsonNode body) {
    List<String> fields = new ArrayList<>();
    body.fieldNames().forEachRemaining(fields::add);
    if (path.length != 4 || !REGISTER_FIELDS.containsAll(fields)) {
      return Optional.empty();
    }
    List<RawReference> references = new ArrayList<>();
    for (JsonNode reference : body.path("references")) {
      references.add(
          new RawReference(
              reference.get("name").asText(),
              reference.get("subject").asText(),
              reference.get("version").asInt()));
    }
    Draft draft =
        new Draft(
            SchemaType.AVRO,
            body.get("schema").asText(),
            references,
            Optional.ofNullable(MetadataJson.read(body, "metadata")),
            Optional.empty());
    Numbers numbers = new Numbers(body.path("version").asInt(0), OptionalInt.empty());
    return Optional.of(
        new Register(subject, draft.with(numbers), query.contains("normalize=true"), false));
  }

  private static Command<?> deletion(Subject subject, String[] path, boolean permanent) {
    return path.length == 3
        ? new DeleteSubject(subject, permanent)
        : new DeleteVersion(subject, new VersionSpec(Integer.parseInt(path[4])), permanent);
  }

  private static Optional<Command<?>> config(Subject scope, JsonNode body) {
    List<String> fields = new ArrayList<>();
    body.fieldNames().forEachRemaining(fields::add);
    if (!CONFIG_FIELDS.containsAll(fields)) {
      return Optional.empty();
    }
    ConfigChanges changes = new ConfigChanges();
    JsonNode level = body.get("compatibility");
    if (level != null) {
      changes.compatibilityLevel(
          level.isNull()
              ? null
              : CompatibilityLevel.valueOf(level.asText().toUpperCase(Locale.ROOT)));
    }
    if (body.has("compatibilityPolicy")) {
      changes.compatibilityPolicy(body.get("compatibilityPolicy").textValue());
    }
    if (body.has("normalize")) {
      changes.normalize(body.get("normalize").asBoolean());
    }
    return Optional.of(new PutConfig(scope, changes.change()));
  }

  private static Command<?> mode(Subject scope, boolean force, JsonNode body) {
    JsonNode mode = body.get("mode");
    Optional<Mode> wanted =
        mode.isNull()
            ? Optional.empty()
            : Optional.of(Mode.valueOf(mode.asText().toUpperCase(Locale.ROOT)));
    return new PutMode(scope, wanted, force);
  }

  private static String decoded(String segment) {
    return URLDecoder.decode(segment, StandardCharsets.UTF_8);
  }

  private static String text(byte @org.jspecify.annotations.Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (InputStream file =
            RecordedRequestsTest.class.getResourceAsStream("/conformance/topic-records.jsonl.gz");
        InputStream unpacked = new GZIPInputStream(Objects.requireNonNull(file));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }
}
