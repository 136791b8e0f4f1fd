package dev.stele.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What holds where nobody configured a subject, and how long listings may be.
 *
 * @param compatibilityLevel in capital letters
 * @param deploymentAttributes what an operator says of where the registry runs
 */
public record RegistryConfig(
    String compatibilityLevel,
    boolean modeMutable,
    boolean validateFields,
    boolean validateNewSchemas,
    boolean rejectEmptySubject,
    boolean associations,
    List<String> deploymentAttributes,
    Limit schemas,
    Limit subjects,
    Limit versions,
    Limit contexts) {
  private static final int SCHEMAS = 1_000;
  private static final Set<String> LEVELS =
      Set.of(
          "NONE",
          "BACKWARD",
          "BACKWARD_TRANSITIVE",
          "FORWARD",
          "FORWARD_TRANSITIVE",
          "FULL",
          "FULL_TRANSITIVE");

  static final Option<String> COMPATIBILITY_LEVEL =
      new Option<>(
          "schema.compatibility.level",
          "backward",
          RegistryConfig::level,
          "The level of subjects and registries without a config of their own.");
  static final Option<String> AVRO_COMPATIBILITY_LEVEL =
      new Option<>(
          "avro.compatibility.level",
          "",
          text -> text.isEmpty() ? text : level(text),
          "The older name of `schema.compatibility.level`; wins if it is set.");
  static final Option<Boolean> MODE_MUTABILITY =
      Option.flag("mode.mutability", true, "Whether modes may be changed.");
  static final Option<Boolean> VALIDATE_FIELDS =
      Option.flag(
          "schema.validate.fields", false, "Whether reserved field names are checked by default.");
  static final Option<Boolean> VALIDATE_NEW_SCHEMAS =
      Option.flag(
          "schema.validate.new.schemas",
          true,
          "Whether names and default values of new Avro schemas are checked by default.");
  static final Option<Boolean> REJECT_EMPTY_SUBJECT =
      Option.flag(
          "schema.reject.empty.subject",
          false,
          "Whether registering under the empty subject is refused.");
  static final Option<Boolean> ASSOCIATIONS =
      Option.flag(
          "associations.enable",
          true,
          "Whether clients may ask for and change [associations](associations.md).");
  static final Option<List<String>> DEPLOYMENT_ATTRIBUTES =
      Option.list(
          "schema.registry.metadata.deployment.attributes",
          "",
          "What `GET /v1/metadata/deployment` tells, with commas between.");
  static final Option<Integer> SCHEMAS_DEFAULT = limit("schema.search.default.limit", SCHEMAS);
  static final Option<Integer> SCHEMAS_MAX = limit("schema.search.max.limit", SCHEMAS);
  static final Option<Integer> SUBJECTS_DEFAULT =
      limit("subject.search.default.limit", Integer.MAX_VALUE);
  static final Option<Integer> SUBJECTS_MAX = limit("subject.search.max.limit", Integer.MAX_VALUE);
  static final Option<Integer> VERSIONS_DEFAULT =
      limit("subject.version.search.default.limit", Integer.MAX_VALUE);
  static final Option<Integer> VERSIONS_MAX =
      limit("subject.version.search.max.limit", Integer.MAX_VALUE);
  static final Option<Integer> CONTEXTS_DEFAULT =
      limit("context.search.default.limit", Integer.MAX_VALUE);
  static final Option<Integer> CONTEXTS_MAX = limit("context.search.max.limit", Integer.MAX_VALUE);

  /**
   * How long a listing may be.
   *
   * @param fallback if the client names no limit, or one above the maximum
   */
  public record Limit(int fallback, int max) {}

  /**
   * Reads it.
   *
   * @throws ConfigException for values that cannot be
   */
  public static RegistryConfig from(Map<String, String> settings) {
    String older = AVRO_COMPATIBILITY_LEVEL.read(settings);
    return new RegistryConfig(
        older.isEmpty() ? COMPATIBILITY_LEVEL.read(settings) : older,
        MODE_MUTABILITY.read(settings),
        VALIDATE_FIELDS.read(settings),
        VALIDATE_NEW_SCHEMAS.read(settings),
        REJECT_EMPTY_SUBJECT.read(settings),
        ASSOCIATIONS.read(settings),
        DEPLOYMENT_ATTRIBUTES.read(settings),
        limit(settings, SCHEMAS_DEFAULT, SCHEMAS_MAX),
        limit(settings, SUBJECTS_DEFAULT, SUBJECTS_MAX),
        limit(settings, VERSIONS_DEFAULT, VERSIONS_MAX),
        limit(settings, CONTEXTS_DEFAULT, CONTEXTS_MAX));
  }

  static List<Option<?>> options() {
    return List.of(
        COMPATIBILITY_LEVEL,
        AVRO_COMPATIBILITY_LEVEL,
        MODE_MUTABILITY,
        VALIDATE_FIELDS,
        VALIDATE_NEW_SCHEMAS,
        REJECT_EMPTY_SUBJECT,
        ASSOCIATIONS,
        DEPLOYMENT_ATTRIBUTES,
        SCHEMAS_DEFAULT,
        SCHEMAS_MAX,
        SUBJECTS_DEFAULT,
        SUBJECTS_MAX,
        VERSIONS_DEFAULT,
        VERSIONS_MAX,
        CONTEXTS_DEFAULT,
        CONTEXTS_MAX);
  }

  private static Option<Integer> limit(String key, int fallback) {
    return Option.number(
        key,
        fallback,
        1,
        Integer.MAX_VALUE,
        key.contains(".max.")
            ? "The longest listing a client can ask for with `limit`."
            : "The length of a listing for which the client names no `limit`.");
  }

  private static Limit limit(
      Map<String, String> settings, Option<Integer> fallback, Option<Integer> max) {
    Limit limit = new Limit(fallback.read(settings), max.read(settings));
    if (limit.fallback > limit.max) {
      throw ConfigException.of(
          fallback.key(), String.valueOf(limit.fallback), "above " + max.key() + "=" + limit.max);
    }
    return limit;
  }

  private static String level(String text) {
    String level = text.toUpperCase(Locale.ROOT);
    if (!LEVELS.contains(level)) {
      throw new IllegalArgumentException(
          "must be none, backward, forward, full, backward_transitive, forward_transitive or"
              + " full_transitive");
    }
    return level;
  }
}
