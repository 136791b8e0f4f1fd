package dev.stele.server.domain;

import static dev.stele.server.domain.Registry.INCOMPATIBLE;
import static dev.stele.server.domain.Registry.ONE;
import static dev.stele.server.domain.Registry.TWO;
import static dev.stele.server.domain.Registry.avro;
import static dev.stele.server.domain.Registry.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.Explanation.Obstacle;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.RegistryError.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainTest {
  private static final Subject S = Subject.of("s");
  private final Registry registry = new Registry();

  @Test
  void explain_fieldWithoutDefault_isForwardOnly() {
    registry.register("s", ONE);

    CompatibilityReport report = explained(avro(INCOMPATIBLE));

    assertThat(accepting(report))
        .containsExactly(
            CompatibilityLevel.NONE,
            CompatibilityLevel.FORWARD,
            CompatibilityLevel.FORWARD_TRANSITIVE);
    assertThat(report.explanation().obstacles())
        .extracting(Obstacle::direction, Obstacle::version)
        .containsExactly(tuple(Direction.BACKWARD, 1));
  }

  @ParameterizedTest
  @EnumSource(CompatibilityLevel.class)
  void explain_agreesWithTheCheckUnderEveryLevel(CompatibilityLevel level) {
    registry.level("s", CompatibilityLevel.NONE);
    for (String text : List.of(TWO, INCOMPATIBLE, ONE)) {
      registry.register("s", text);
    }
    registry.level("s", level);

    for (String text : List.of(ONE, TWO, INCOMPATIBLE, "\"int\"")) {
      CompatibilityReport report = explained(avro(text));
      List<String> conflicts = answered(check(avro(text), Optional.empty()));

      assertThat(report.config().level()).isEqualTo(level);
      assertThat(report.accepts(level)).as(text).isEqualTo(conflicts.isEmpty());
      assertThat(report.messages()).isEqualTo(conflicts);
    }
  }

  @Test
  void explain_oneVersion_looksAtNoOther() {
    registry.register("s", ONE);
    registry.accepted(new Register(S, avro(INCOMPATIBLE), false, true));

    CompatibilityReport report =
        answered(
            new ExplainCompatibility(check(avro(INCOMPATIBLE), Optional.of(new VersionSpec(1)))));

    assertThat(report.explanation().obstacles()).extracting(Obstacle::version).containsExactly(1);
    assertThat(report.accepts(CompatibilityLevel.BACKWARD)).isFalse();
  }

  @Test
  void explain_noVersions_everyLevelAccepts() {
    assertThat(accepting(explained(avro(ONE)))).containsExactly(CompatibilityLevel.values());
  }

  @Test
  void explain_versionThatIsNone_isRefused() {
    assertThat(refusal(check(avro(ONE), Optional.of(new VersionSpec(7)))))
        .isEqualTo(Kind.VERSION_NOT_FOUND);
  }

  @Test
  void explain_noSchema_isAcceptedByNoLevelAndSaysWhy() {
    registry.register("s", ONE);

    CompatibilityReport report = explained(avro("{\"type\":\"enum\",\"name\":\"1\"}"));

    assertThat(accepting(report)).isEmpty();
    assertThat(report.flaw()).contains("Illegal initial character: 1");
    assertThat(report.explanation().obstacles()).isEmpty();
  }

  @Test
  void explain_blankOrOfNoKnownType_isNoSchemaEither() {
    assertThat(explained(avro(" ")).flaw()).contains("Empty schema");
    assertThat(explained(Draft.of(new SchemaType("FOO"), "x")).flaw())
        .contains("Invalid schema type FOO");
  }

  @Test
  void explain_policyInScope_isTheOneSet() {
    assertThat(explained(avro(ONE)).config().policy()).isEqualTo(CompatibilityPolicy.STRICT);
  }

  @Test
  void explain_logicalPolicy_tellsWhatATableCannotFollow() {
    registry.register("s", record("{\"name\":\"a\",\"type\":\"int\"}"));
    logical();

    CompatibilityReport report =
        explained(avro(record("{\"name\":\"b\",\"type\":\"int\",\"default\":0}")));

    assertThat(report.explanation().obstacles().get(0).incompatibilities())
        .extracting(found -> found.rule().name())
        .containsExactly("REQUIRED_FIELD_ADDED", "FIELD_DELETED");
    assertThat(report.flaw()).isEmpty();
    assertThat(report.messages())
        .containsExactly(
            """
            Logical compatibility (ICEBERG_V2, backward): REQUIRED_FIELD_ADDED at 'b': the column\
             is new, may not be null, and rows without it have no value for it
            FIELD_DELETED at 'a': the column is not there any more""",
            "{validateFields: 'false', compatibility: 'BACKWARD'}");
  }

  @Test
  void explain_logicalPolicy_noTable_isAcceptedByNoLevel() {
    logical();
    registry.level("s", CompatibilityLevel.NONE);
    CompatibilityReport report = explained(avro(record("")));

    assertThat(accepting(report)).isEmpty();
    assertThat(report.flaw())
        .contains("Logical validity (ICEBERG_V2): EMPTY_STRUCT: a struct must have a field");
    assertThat(registry.refused(new Register(S, avro(record("")), false, false)).kind())
        .isEqualTo(Kind.SCHEMA_INCOMPATIBLE);
  }

  private void logical() {
    registry.accepted(
        new PutConfig(S, new ConfigChanges().compatibilityPolicy("LOGICAL").change()));
  }

  private static List<CompatibilityLevel> accepting(CompatibilityReport report) {
    return Arrays.stream(CompatibilityLevel.values()).filter(report::accepts).toList();
  }

  private static CheckCompatibility check(Draft draft, Optional<VersionSpec> version) {
    return new CheckCompatibility(S, version, draft, false);
  }

  private CompatibilityReport explained(Draft draft) {
    return answered(new ExplainCompatibility(check(draft, Optional.empty())));
  }

  private <R> R answered(Query<R> query) {
    return registry
        .ask(query)
        .fold(
            Decision.Accepted::reply,
            error -> {
              throw new AssertionError(error);
            });
  }

  private Kind refusal(CheckCompatibility check) {
    return registry
        .ask(new ExplainCompatibility(check))
        .fold(
            accepted -> {
              throw new AssertionError("answered " + accepted.reply());
            },
            RegistryError::kind);
  }
}
