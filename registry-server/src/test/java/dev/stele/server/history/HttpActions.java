package dev.stele.server.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Command;
import dev.stele.server.domain.Config;
import dev.stele.server.domain.ConfigChange;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.DeleteConfig;
import dev.stele.server.domain.DeleteMode;
import dev.stele.server.domain.DeleteSubject;
import dev.stele.server.domain.DeleteVersion;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.Lookup;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.PutConfig;
import dev.stele.server.domain.PutMode;
import dev.stele.server.domain.Reads;
import dev.stele.server.domain.Reads.Include;
import dev.stele.server.domain.Register;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.domain.VersionSpec;
import dev.stele.server.history.Action.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Requests of the Confluent API as actions, and its answers. What is printed here is what must be
 * in an answer, written down a second time on purpose.
 */
public final class HttpActions {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private HttpActions() {}

  /**
   * What an HTTP answer says.
   *
   * @param body missing or null if it is no JSON
   * @param offset of {@code X-Stele-Offset}
   */
  public static Answer answer(int status, JsonNode body, OptionalLong offset) {
    int code = body.path("error_code").asInt(status);
    String message = body.path("message").asText("");
    if (200 <= status && status < 300) {
      return new Answer.Accepted(body, offset);
    }
    // Refusals of the domain have five digits; other 4xx never came to it.
    boolean refused = 400 <= status && status < 500 && code >= 10_000;
    if (refused) {
      return new Answer.Refused(code, message, offset);
    }
    return status < 500 || status == 503
        ? new Answer.NotDone(code + " " + message)
        : new Answer.Unknown(code + " " + message);
  }

  /** {@code POST /subjects/{subject}/versions} with an Avro text. */
  public static Action<?> register(String subject, String text) {
    return write(
        new Register(Subject.of(subject), avro(text), false, false),
        version -> {
          ObjectNode json = content(version);
          json.put("id", version.id());
          return json;
        });
  }

  /** {@code POST /subjects/{subject}} with an Avro text. */
  public static Action<?> lookup(String subject, String text, boolean deleted) {
    Lookup lookup = new Lookup(Subject.of(subject), avro(text), false, deleted);
    return read(lookup.toString(), lookup::answer, HttpActions::version);
  }

  /** {@code DELETE /subjects/{subject}/versions/{version}}. */
  public static Action<?> deleteVersion(String subject, int version, boolean permanent) {
    return write(
        new DeleteVersion(Subject.of(subject), new VersionSpec(version), permanent),
        IntNode::valueOf);
  }

  /** {@code DELETE /subjects/{subject}}. */
  public static Action<?> deleteSubject(String subject, boolean permanent) {
    return write(
        new DeleteSubject(Subject.of(subject), permanent), all -> array(all, IntNode::valueOf));
  }

  /** {@code PUT /config/{scope}}; an empty scope is the registry. */
  public static Action<?> putConfig(String scope, CompatibilityLevel level) {
    return write(
        new PutConfig(Subject.of(scope), ConfigChange.of(level)),
        config -> config(config, "compatibility"));
  }

  /** {@code DELETE /config/{scope}}. */
  public static Action<?> deleteConfig(String scope) {
    return write(
        new DeleteConfig(Subject.of(scope)), config -> config(config, "compatibilityLevel"));
  }

  /** {@code GET /config/{scope}?defaultToGlobal=true}. */
  public static Action<?> config(String scope) {
    return read(
        "config of '" + scope + "'",
        (state, verdicts) ->
            Decision.unchanged(state.settings().effectiveConfig(Subject.of(scope))),
        config -> config(config, "compatibilityLevel"));
  }

  /** {@code PUT /mode/{scope}}, the mode in capitals. */
  public static Action<?> putMode(String scope, Mode mode, boolean force) {
    return write(new PutMode(Subject.of(scope), Optional.of(mode), force), HttpActions::mode);
  }

  /** {@code DELETE /mode/{scope}}. */
  public static Action<?> deleteMode(String scope, boolean recursive) {
    return write(new DeleteMode(Subject.of(scope), recursive), HttpActions::mode);
  }

  /** {@code GET /subjects/{subject}/versions/{version}}; -1 is the latest. */
  public static Action<?> version(String subject, int version, boolean deleted) {
    return read(
        "version %d of '%s'%s".formatted(version, subject, deleted ? ", deleted too" : ""),
        (state, verdicts) ->
            Reads.version(state, Subject.of(subject), new VersionSpec(version), deleted),
        HttpActions::version);
  }

  /** {@code GET /subjects/{subject}/versions}. */
  public static Action<?> versions(String subject, boolean deleted) {
    return read(
        "versions of '%s'%s".formatted(subject, deleted ? ", deleted too" : ""),
        (state, verdicts) -> Reads.versions(state, Subject.of(subject), include(deleted)),
        all -> array(all, version -> IntNode.valueOf(version.version())));
  }

  /** {@code GET /subjects}. */
  public static Action<?> subjects(boolean deleted) {
    return read(
        "subjects" + (deleted ? ", deleted too" : ""),
        (state, verdicts) -> Decision.unchanged(Reads.subjects(state, ":*:", include(deleted))),
        all -> array(all, subject -> TextNode.valueOf(subject.qualified())));
  }

  /** {@code GET /schemas/ids/{id}}. */
  public static Action<?> id(int id) {
    return read(
        "schema " + id,
        (state, verdicts) -> Reads.schema(state, id, Optional.empty()),
        version -> {
          ObjectNode json = content(version);
          json.put("subject", version.subject().qualified());
          json.put("deleted", version.deleted());
          return json;
        });
  }

  private static <R> Action<R> write(Command<R> command, Function<R, JsonNode> print) {
    return new Action<>(command.toString(), Kind.WRITE, command::decide, Terms.json(print));
  }

  private static <R> Action<R> read(
      String name, BiFunction<State, Verdicts, Decision<R>> question, Function<R, JsonNode> print) {
    return new Action<>(name, Kind.READ_CONFIRMING_ABSENCE, question, Terms.json(print));
  }

  private static Draft avro(String text) {
    return Draft.of(SchemaType.AVRO, text);
  }

  private static Include include(boolean deleted) {
    return deleted ? Include.ALL : Include.LIVE;
  }

  private static ObjectNode content(SchemaVersion version) {
    return JSON.objectNode()
        .put("version", version.version())
        .put("guid", version.content().guid().toString())
        .put("schemaType", version.content().type().name())
        .put("schema", version.content().text());
  }

  // What is found because it is what was sent is answered without a look at its record.
  private static JsonNode version(SchemaVersion version) {
    boolean sent = version.stamp().equals(Stamp.PENDING);
    return content(version)
        .put("subject", version.subject().qualified())
        .put("id", version.id())
        .put("deleted", sent ? (Boolean) null : (Boolean) version.deleted());
  }

  private static JsonNode config(Config config, String level) {
    CompatibilityLevel set = config.compatibilityLevel();
    return JSON.objectNode()
        .put(level, set == null ? null : set.name())
        .put("normalize", config.normalize())
        .put("validateFields", config.validateFields())
        .put("validateNewSchemas", config.validateNewSchemas())
        .put("validateRules", config.validateRules());
  }

  private static JsonNode mode(Optional<Mode> mode) {
    return JSON.objectNode().put("mode", mode.map(Mode::name).orElse(null));
  }

  private static <T> JsonNode array(List<T> all, Function<T, JsonNode> print) {
    ArrayNode json = JSON.arrayNode();
    all.forEach(one -> json.add(print.apply(one)));
    return json;
  }
}
