package dev.stele.server.domain;

import static dev.stele.server.domain.Registry.ONE;
import static dev.stele.server.domain.Registry.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.SchemaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes with a schema beside its text. */
class DataContractsTest {
  private static final Subject S = Subject.of("s");

  private final Registry registry = new Registry();

  private static Metadata metadata(Map<String, String> properties) {
    return new Metadata(new TreeMap<>(), new TreeMap<>(properties), new TreeSet<>());
  }

  private static Rule rule(String name, String expr) {
    return new Rule(
        name,
        null,
        RuleKind.CONDITION,
        RuleMode.WRITE,
        "CEL",
        new TreeSet<>(),
        new TreeMap<>(),
        expr,
        null,
        null,
        false);
  }

  private static RuleSet rules(Rule... rules) {
    return new RuleSet(List.of(), List.of(rules), List.of(), null);
  }

  private static Draft draft(SchemaType type, String text, Map<String, String> properties) {
    return new Draft(type, text, List.of(), Optional.of(metadata(properties)), Optional.empty());
  }

  private static Draft draft(String text, Map<String, String> properties) {
    return draft(SchemaType.AVRO, text, properties);
  }

  private static Register register(Draft draft) {
    return new Register(S, draft, false, false);
  }

  private void configure(ConfigChanges changes) {
    registry.accepted(new PutConfig(S, changes.change()));
  }

  @Test
  void defaultsGiveWayToWhatIsSent_andThatToOverrides() {
    configure(
        new ConfigChanges()
            .defaultMetadata(metadata(Map.of("a", "default", "b", "default", "c", "default")))
            .overrideMetadata(metadata(Map.of("a", "override")))
            .defaultRuleSet(rules(rule("r", "default"), rule("q", "default")))
            .overrideRuleSet(rules(rule("z", "override"))));

    SchemaVersion version =
        registry.accepted(
            register(
                new Draft(
                    SchemaType.AVRO,
                    ONE,
                    List.of(),
                    Optional.of(metadata(Map.of("a", "sent", "b", "sent"))),
                    Optional.of(rules(rule("r", "sent"))))));

    assertThat(version.content().metadata())
        .hasValue(metadata(Map.of("a", "override", "b", "sent", "c", "default")));
    assertThat(version.content().ruleSet())
        .hasValue(rules(rule("q", "default"), rule("r", "sent"), rule("z", "override")));
  }

  @Test
  void lookup_inheritsWhatWasNotSent_besidesWhatWas() {
    Draft full =
        new Draft(
            SchemaType.AVRO,
            ONE,
            List.of(),
            Optional.of(metadata(Map.of("a", "b"))),
            Optional.of(rules(rule("r", "true"))));
    registry.accepted(register(full));

    Decision<SchemaVersion> found =
        registry.ask(new Lookup(S, draft(ONE, Map.of("a", "b")), false, false));

    assertThat(found.<Integer>fold(version -> version.reply().version(), error -> 0)).isEqualTo(1);
  }

  @Test
  void registration_inheritsOnlyWhereItWrites() {
    registry.accepted(register(draft(ONE, Map.of("a", "b"))));
    registry.mode("s", Mode.READONLY);

    assertThat(registry.refused(register(Registry.avro(ONE))).kind())
        .isEqualTo(RegistryError.Kind.NOT_PERMITTED);
    assertThat(registry.accepted(register(draft(ONE, Map.of("a", "b")))).version()).isEqualTo(1);
  }

  @Test
  void ruleNames_areThoseOfOneSet() {
    RuleSet twice =
        new RuleSet(List.of(), List.of(rule("r", "true")), List.of(rule("r", "true")), null);
    Draft draft = new Draft(SchemaType.AVRO, ONE, List.of(), Optional.empty(), Optional.of(twice));

    assertThat(registry.refused(register(draft)))
        .isEqualTo(RegistryError.ruleSetInvalid("Found rule with duplicate name 'r'"));
    assertThat(
            registry.refused(new PutConfig(S, new ConfigChanges().defaultRuleSet(twice).change())))
        .isEqualTo(RegistryError.ruleSetInvalid("Found rule with duplicate name 'r'"));
  }

  @Test
  void group_isComparedWithItself() {
    configure(new ConfigChanges().compatibilityGroup("major"));
    registry.accepted(register(draft(ONE, Map.of("major", "1"))));
    registry.accepted(register(draft("\"int\"", Map.of("major", "2"))));

    assertThat(registry.accepted(register(draft(TWO, Map.of("major", "1")))).version())
        .isEqualTo(3);
    assertThat(registry.refused(register(draft("\"string\"", Map.of("major", "2")))).message())
        .contains("{oldSchemaVersion: 2}");
    assertThat(registry.accepted(register(draft("\"long\"", Map.of("minor", "1")))).version())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "AVRO|{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}",
        "JSON|{\"properties\":{\"a\":{}}}",
        "PROTOBUF|syntax = \"proto3\"; message M { int32 a = 1; }",
      })
  void reservedField_isRefused_whateverTheLevel(String type, String text) {
    configure(new ConfigChanges().compatibilityLevel(CompatibilityLevel.NONE).validateFields(true));

    RegistryError error =
        registry.refused(
            register(draft(new SchemaType(type), text, Map.of("confluent:reserved", "b, a"))));

    assertThat(error.kind()).isEqualTo(RegistryError.Kind.SCHEMA_INCOMPATIBLE);
    assertThat(error.message())
        .endsWith(
            "details: [The new schema has field that conflicts with the reserved field a.,"
                + " {validateFields: 'true', compatibility: 'NONE'}]");
  }

  @Test
  void reservedName_staysReserved() {
    configure(new ConfigChanges().validateFields(true));
    registry.accepted(register(draft(ONE, Map.of("confluent:reserved", "x,y"))));

    List<String> conflicts =
        registry
            .ask(
                new CheckCompatibility(
                    S, Optional.empty(), draft(TWO, Map.of("confluent:reserved", "y")), false))
            .fold(Decision.Accepted::reply, error -> List.of());

    assertThat(conflicts)
        .containsExactly(
            "The new schema has reserved field x removed from its metadata which is present in the"
                + " old schema's metadata.",
            "{validateFields: 'true', compatibility: 'BACKWARD'}");
    assertThat(registry.register("s", TWO).version()).isEqualTo(2); // inherits them
  }

  @Test
  void explanation_ofReservedName_noLevelAccepts() {
    configure(new ConfigChanges().validateFields(true));
    CheckCompatibility check =
        new CheckCompatibility(
            S, Optional.empty(), draft(ONE, Map.of("confluent:reserved", "a")), false);

    CompatibilityReport report =
        registry
            .ask(new ExplainCompatibility(check))
            .fold(
                Decision.Accepted::reply,
                error -> {
                  throw new AssertionError(error);
                });

    assertThat(CompatibilityLevel.values()).noneMatch(report::accepts);
    assertThat(report.reserved()).hasSize(1);
  }

  @Test
  void forbiddenName_isAnInvalidSchema_whereFieldsAreChecked() {
    Draft draft = Draft.of(SchemaType.JSON, "{\"type\":\"object\",\"properties\":{\"$$a\":{}}}");
    registry.accepted(register(draft));
    configure(new ConfigChanges().validateFields(true));

    assertThat(registry.refused(new Register(Subject.of("s"), draft, true, true)).message())
        .endsWith(", details: #: Field names cannot start with $$ prefix");
  }
}
