package dev.stele.server.domain;

import static dev.stele.server.domain.Registry.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.server.domain.Event.ModeRemoved;
import dev.stele.server.domain.Event.ModeSet;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SubjectCleared;
import dev.stele.server.domain.RegistryError.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Subject S = Subject.of("s");
  private final Registry registry = new Registry();

  @ParameterizedTest(name = "{0} of {1} holds for {2}: {3}")
  @CsvSource({
    "FULL, ''          , s     , true",
    "FULL, ''          , :.c:s , false",
    "FULL, :.c:        , :.c:s , true",
    "FULL, :.c:        , s     , false",
    "FULL, :.__GLOBAL: , s     , true",
    "FULL, :.__GLOBAL: , :.c:s , true",
    "FULL, s           , s     , true",
    "FULL, s           , t     , false",
  })
  void level_fallsBack(CompatibilityLevel level, String scope, String subject, boolean holds) {
    registry.level(scope, level);

    Config effective = registry.state().settings().effectiveConfig(Subject.of(subject));

    assertThat(effective.compatibilityLevel())
        .isEqualTo(holds ? level : CompatibilityLevel.BACKWARD);
  }

  @Test
  void ownConfig_pinsTheLevelAndInheritsTheRest() {
    registry.accepted(
        new PutConfig(
            Subject.GLOBAL,
            new ConfigChanges()
                .compatibilityLevel(CompatibilityLevel.NONE)
                .compatibilityPolicy("LENIENT")
                .normalize(true)
                .change()));
    registry.accepted(new PutConfig(S, new ConfigChanges().validateFields(true).change()));

    Config effective = registry.state().settings().effectiveConfig(S);

    assertThat(effective.compatibilityLevel()).isEqualTo(CompatibilityLevel.BACKWARD);
    assertThat(effective.policy()).isEqualTo(CompatibilityPolicy.LENIENT);
    assertThat(effective.normalize()).isTrue();
    assertThat(effective.validateFields()).isTrue();
  }

  @Test
  void deleteConfig_tellsWhatWasSet() {
    assertThat(registry.refused(new DeleteConfig(S)).kind()).isEqualTo(Kind.SUBJECT_NOT_FOUND);
    assertThat(registry.accepted(new DeleteConfig(Subject.GLOBAL)).compatibilityLevel())
        .isEqualTo(CompatibilityLevel.BACKWARD);
    registry.level("s", CompatibilityLevel.NONE);
    assertThat(registry.accepted(new DeleteConfig(S)).compatibilityLevel())
        .isEqualTo(CompatibilityLevel.NONE);
  }

  @Test
  void importMode_needsAnEmptySubject_andClearsWhatWasDeleted() {
    registry.register("s", ONE);
    PutMode wanted = new PutMode(S, Optional.of(Mode.IMPORT), false);
    assertThat(registry.refused(wanted).message())
        .isEqualTo("Cannot import since found existing subjects");
    registry.accepted(new DeleteSubject(S, false));
    registry.log().clear();

    registry.accepted(wanted);

    assertThat(registry.log())
        .startsWith(new SchemaErased(S, 1), new SubjectCleared(S), new ModeSet(S, Mode.IMPORT));
  }

  @Test
  void importMode_again_onlySetsTheMode() {
    registry.accepted(new PutMode(S, Optional.of(Mode.IMPORT), false));
    registry.log().clear();

    registry.accepted(new PutMode(S, Optional.of(Mode.IMPORT), false));

    assertThat(registry.log()).containsExactly(new ModeSet(S, Mode.IMPORT));
  }

  @Test
  void noMode_removesTheSetting() {
    registry.mode("s", Mode.READONLY);
    registry.log().clear();

    registry.accepted(new PutMode(S, Optional.empty(), false));

    assertThat(registry.log()).containsExactly(new ModeRemoved(S));
  }

  @Test
  void deleteMode_recursively_takesTheContextsSubjects() {
    registry.mode("b", Mode.READONLY);
    registry.mode("a", Mode.READONLY);
    registry.mode(":.c:a", Mode.READONLY);
    registry.log().clear();

    assertThat(registry.accepted(new DeleteMode(Subject.GLOBAL, true))).contains(Mode.READWRITE);

    assertThat(registry.log())
        .containsExactly(
            new ModeRemoved(Subject.GLOBAL),
            new ModeRemoved(Subject.of("a")),
            new ModeRemoved(Subject.of("b")));
  }

  @Test
  void modes_whenImmutable_stay() {
    Registry fixed =
        new Registry(new Defaults(CompatibilityLevel.BACKWARD, false, true, false, false));

    assertThat(fixed.refused(new PutMode(S, Optional.of(Mode.READONLY), false)).message())
        .isEqualTo("Mode changes are not allowed");
  }

  @Test
  void forwardMode_ofTheGlobalContext_holdsForAll() {
    registry.accepted(new PutMode(Subject.GLOBAL_CONTEXT, Optional.of(Mode.FORWARD), false));
    assertThat(registry.state().settings().effectiveMode(S)).isEqualTo(Mode.FORWARD);
  }

  @Test
  void readOnly_forbidsConfigChanges_butNotModes() {
    registry.mode("s", Mode.READONLY);

    assertThat(
            registry.refused(new PutConfig(S, ConfigChange.of(CompatibilityLevel.FULL))).message())
        .isEqualTo("Subject s in context  is in read-only mode");
    registry.mode("s", Mode.READWRITE);
  }
}
