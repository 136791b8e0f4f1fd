package dev.stele.server.domain;

import static dev.stele.server.domain.Registry.ONE;
import static dev.stele.server.domain.Registry.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Event.ConfigRemoved;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Event.ModeRemoved;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SubjectDeleted;
import dev.stele.server.domain.RegistryError.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeleteTest {
  private static final Subject S = Subject.of("s");
  private final Registry registry = new Registry();

  @BeforeEach
  void register() {
    registry.register("s", ONE);
    registry.register("s", TWO);
    registry.log().clear();
  }

  @Test
  void subject_softly_isOneRecord() {
    assertThat(registry.accepted(new DeleteSubject(S, false))).containsExactly(1, 2);

    assertThat(registry.log()).containsExactly(new SubjectDeleted(S, 2));
    assertThat(registry.state().latest(S)).isEmpty();
    assertThat(registry.state().schema(".", 1)).isPresent();
  }

  @Test
  void subject_forGood_takesConfigModeAndTheHighestIdWithIt() {
    registry.level("s", CompatibilityLevel.FULL);
    registry.mode("s", Mode.READWRITE);
    registry.accepted(new DeleteSubject(S, false));
    registry.log().clear();

    assertThat(registry.accepted(new DeleteSubject(S, true))).containsExactly(1, 2);

    assertThat(registry.log())
        .containsExactly(
            new SchemaErased(S, 2),
            new SchemaErased(S, 1),
            new ModeRemoved(S),
            new ConfigRemoved(S),
            new CounterSet(".", 2));
    assertThat(registry.state().knows(S)).isFalse();
  }

  @Test
  void subject_inEveryWrongOrder_isRefused() {
    assertThat(registry.refused(new DeleteSubject(Subject.of("nope"), true)).kind())
        .isEqualTo(Kind.SUBJECT_NOT_FOUND);
    assertThat(registry.refused(new DeleteSubject(S, true)).kind())
        .isEqualTo(Kind.SUBJECT_NOT_SOFT_DELETED);
    registry.accepted(new DeleteSubject(S, false));
    assertThat(registry.refused(new DeleteSubject(S, false)).kind())
        .isEqualTo(Kind.SUBJECT_SOFT_DELETED);
  }

  @Test
  void version_inEveryWrongOrder_isRefused() {
    VersionSpec one = new VersionSpec(1);
    assertThat(registry.refused(new DeleteVersion(S, new VersionSpec(9), false)).kind())
        .isEqualTo(Kind.VERSION_NOT_FOUND);
    assertThat(registry.refused(new DeleteVersion(S, one, true)).message())
        .isEqualTo("Subject 's' Version 1 was not deleted first before being permanently deleted");
    registry.accepted(new DeleteVersion(S, one, false));
    assertThat(registry.refused(new DeleteVersion(S, one, false)).message())
        .isEqualTo(
            "Subject 's' Version 1 was soft deleted.Set permanent=true to delete permanently");
  }

  @Test
  void latest_isTheHighestLiveOne() {
    assertThat(registry.accepted(new DeleteVersion(S, VersionSpec.LATEST, false))).isEqualTo(2);
    assertThat(registry.accepted(new DeleteVersion(S, VersionSpec.LATEST, false))).isEqualTo(1);
    assertThat(registry.refused(new DeleteVersion(S, VersionSpec.LATEST, false)).message())
        .isEqualTo("Version -1 not found.");
  }

  @Test
  void highestId_survivesWhileAnotherSubjectBearsIt() {
    registry.register("t", TWO);
    registry.accepted(new DeleteSubject(S, false));
    registry.log().clear();

    registry.accepted(new DeleteSubject(S, true));

    assertThat(registry.log()).doesNotHaveAnyElementsOfTypes(CounterSet.class);
  }

  @Test
  void referenced_staysUntilTheReferrerGoes() {
    registry.register("base", "{\"type\":\"record\",\"name\":\"n.B\",\"fields\":[]}");
    Draft use =
        new Draft(
            SchemaType.AVRO,
            "{\"type\":\"record\",\"name\":\"U\",\"fields\":[{\"name\":\"b\",\"type\":\"n.B\"}]}",
            List.of(new RawReference("n.B", "base", 1)),
            Optional.empty(),
            Optional.empty());
    registry.accepted(new Register(Subject.of("use"), use, false, false));
    Subject base = Subject.of("base");

    assertThat(registry.refused(new DeleteSubject(base, false)).message())
        .isEqualTo(
            "One or more references exist to the schema"
                + " {magic=1,keytype=SCHEMA,subject=base,version=1}.");
    registry.accepted(new DeleteSubject(Subject.of("use"), false));
    registry.accepted(new DeleteSubject(base, false));
    assertThat(registry.refused(new DeleteSubject(base, true)).kind())
        .isEqualTo(Kind.REFERENCE_EXISTS);
    registry.accepted(new DeleteSubject(Subject.of("use"), true));
    registry.accepted(new DeleteSubject(base, true));
  }

  @Test
  void readOnly_forbidsIt() {
    registry.mode("s", Mode.READONLY);

    assertThat(registry.refused(new DeleteSubject(S, false)).kind()).isEqualTo(Kind.NOT_PERMITTED);
    assertThat(registry.refused(new DeleteVersion(S, VersionSpec.LATEST, false)).kind())
        .isEqualTo(Kind.NOT_PERMITTED);
  }
}
