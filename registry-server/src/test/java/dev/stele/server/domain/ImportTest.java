package dev.stele.server.domain;

import static dev.stele.server.domain.Registry.INCOMPATIBLE;
import static dev.stele.server.domain.Registry.ONE;
import static dev.stele.server.domain.Registry.TWO;
import static dev.stele.server.domain.Registry.avro;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Reads.Include;
import dev.stele.server.domain.RegistryError.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Versions and ids that clients name themselves. */
class ImportTest {
  private static final Subject S = Subject.of("s");
  private final Registry registry = new Registry();

  private static Register register(String text, int version, OptionalInt id) {
    return new Register(S, avro(text).with(new Numbers(version, id)), false, false);
  }

  private static Register imported(String text, int id, int version) {
    return register(text, version, OptionalInt.of(id));
  }

  private static Register numbered(String text, int version) {
    return register(text, version, OptionalInt.empty());
  }

  private List<String> versions() {
    return registry.state().versions(S).stream().map(v -> v.version() + ":" + v.id()).toList();
  }

  @Test
  void id_whereModeIsReadWrite_isRefused_butNotTheOneThereAlready() {
    registry.register("s", ONE);

    assertThat(registry.refused(imported(TWO, 7, 0)).message())
        .isEqualTo("Subject s in context  is not in import mode");
    assertThat(registry.refused(imported(ONE, 7, 0)).kind()).isEqualTo(Kind.NOT_PERMITTED);
    assertThat(registry.accepted(imported(ONE, 1, 0)).version()).isEqualTo(1);
    assertThat(registry.accepted(imported(ONE, 1, 1)).version()).isEqualTo(1);
  }

  @Test
  void noId_whereModeIsImport_isRefused() {
    registry.mode("s", Mode.IMPORT);

    assertThat(registry.refused(numbered(ONE, 3)).message())
        .isEqualTo("Subject s in context  is not in read-write mode");
  }

  @Test
  void id_whereNothingMayBeWritten_isRefused() {
    registry.mode("s", Mode.READONLY);

    assertThat(registry.refused(imported(ONE, 1, 1)).message())
        .isEqualTo("Subject s in context  is in read-only mode");
  }

  @Test
  void imports_anyIdAndVersion_inAnyOrder_unchecked() {
    registry.mode("s", Mode.IMPORT);

    registry.accepted(imported(ONE, 0, 0));
    registry.accepted(imported(INCOMPATIBLE, 100, 5));
    registry.accepted(imported(TWO, 50, 3));

    assertThat(versions()).containsExactly("1:0", "3:50", "5:100");
  }

  @Test
  void imports_ofWhatIsThere_writeNothing() {
    registry.mode("s", Mode.IMPORT);
    registry.accepted(imported(ONE, 7, 2));
    int written = registry.log().size();

    assertThat(registry.accepted(imported(ONE, 7, 0)).version()).isEqualTo(2);
    assertThat(registry.accepted(imported(ONE, 7, 2)).version()).isEqualTo(2);
    assertThat(registry.log()).hasSize(written);
  }

  @Test
  void imports_anIdForAnotherSchema_areRefused() {
    registry.mode("s", Mode.IMPORT);
    registry.accepted(imported(ONE, 7, 1));

    assertThat(registry.refused(imported(TWO, 7, 2)).message())
        .isEqualTo("Overwrite new schema with id 7 in context  is not permitted.");
  }

  @Test
  void imports_aSecondIdForASchema_bothStandForIt() {
    registry.mode("s", Mode.IMPORT);
    SchemaVersion first = registry.accepted(imported(ONE, 7, 1));
    registry.accepted(imported(ONE, 9, 2));
    registry.accepted(new DeleteVersion(S, new VersionSpec(2), false));
    registry.accepted(new DeleteVersion(S, new VersionSpec(2), true));

    assertThat(registry.state().id(".", first.content().guid())).hasValue(7);
    registry.mode("t", Mode.READWRITE);
    assertThat(registry.register("t", ONE).id()).isEqualTo(7);
  }

  @Test
  void versionsOfAnId_countThoseWithTheSameContentUnderAnotherId() {
    registry.mode("s", Mode.IMPORT);
    registry.accepted(imported(ONE, 7, 1));
    registry.accepted(imported(ONE, 9, 2));

    List<SchemaVersion> users =
        Reads.users(registry.state(), 7, Optional.empty(), Include.LIVE)
            .fold(Decision.Accepted::reply, error -> List.of());

    assertThat(users).extracting(SchemaVersion::version).containsExactly(2);
  }

  @Test
  void imports_overAVersion_replaceIt_andItsIdIsNotGivenOutAgain() {
    registry.mode("s", Mode.IMPORT);
    registry.accepted(imported(ONE, 100, 1));

    registry.accepted(imported(TWO, 50, 1));

    assertThat(versions()).containsExactly("1:50");
    assertThat(registry.log()).contains(new Event.CounterSet(".", 100));
    assertThat(registry.register("t", ONE).id()).isEqualTo(101);
  }

  @Test
  void imports_ofNothing_areKept() {
    registry.mode("s", Mode.IMPORT);

    registry.accepted(imported("", 7, 0));
    registry.accepted(imported("", 8, 0));

    assertThat(versions()).containsExactly("1:7", "2:8");
    assertThat(registry.state().latest(S)).map(v -> v.content().text()).hasValue("");
  }

  @Test
  void highestIdAndVersion_leaveNoOther() {
    registry.mode("s", Mode.IMPORT);
    registry.accepted(imported(ONE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    registry.mode("s", Mode.READWRITE);

    assertThat(registry.refused(numbered(TWO, 0)).message())
        .isEqualTo("No id is left in subject s in context ");
  }

  @Test
  void version_explicit_mustBeTheNext_andIsInTheMetadata() {
    assertThat(registry.refused(numbered(ONE, 2)).message())
        .isEqualTo("Version is not one more than previous version");

    SchemaVersion version = registry.accepted(numbered(ONE, 1));

    assertThat(version.content().metadata().orElseThrow().properties())
        .containsEntry("confluent:version", "1");
    assertThat(registry.accepted(numbered(TWO, 2)).content().metadata().orElseThrow().properties())
        .containsEntry("confluent:version", "2");
  }

  @Test
  void version_latest_isTheSameOrTheNext() {
    registry.level("s", CompatibilityLevel.NONE);
    registry.accepted(numbered(ONE, -1));
    registry.accepted(numbered(TWO, -1));

    assertThat(registry.accepted(numbered(TWO, -1)).version()).isEqualTo(2);
    SchemaVersion again = registry.accepted(numbered(ONE, -1));
    assertThat(again.version()).isEqualTo(3);
    assertThat(again.id()).isEqualTo(3);
  }

  @Test
  void version_belowLatest_isAlwaysTheNext() {
    registry.register("s", ONE);

    SchemaVersion version = registry.accepted(numbered(ONE, -2));

    assertThat(version.version()).isEqualTo(2);
    assertThat(version.content().metadata().orElseThrow().properties())
        .containsEntry("confluent:version", "2");
  }

  @Test
  void imports_areNotValidated_norAreLookupsWhereTheyAreMade() {
    Draft wrong = Draft.of(SchemaType.JSON, "{\"type\":5}");
    assertThat(registry.refused(new Register(S, wrong, false, false)).message())
        .contains("version=0,id=-1,");
    registry.mode("s", Mode.IMPORT);

    Draft numbered = wrong.with(new Numbers(0, OptionalInt.of(7)));
    assertThat(registry.accepted(new Register(S, numbered, false, false)).id()).isEqualTo(7);
    assertThat(
            registry
                .ask(new Lookup(S, wrong, false, false))
                .<Integer>fold(found -> found.reply().id(), error -> -1))
        .isEqualTo(7);
  }

  @Test
  void imports_stayAsTheyAre_whateverIsAskedFor() {
    registry.mode("s", Mode.IMPORT);
    Draft sent =
        Draft.of(SchemaType.JSON, "{\"type\":\"object\",\"$id\":\"a\"}")
            .with(new Numbers(0, OptionalInt.of(7)));

    assertThat(registry.accepted(new Register(S, sent, true, false)).content().text())
        .isEqualTo("{\"type\":\"object\",\"$id\":\"a\"}");
  }

  @Test
  void replayed_inAnotherOrder_theStateIsTheSame() {
    registry.mode("s", Mode.IMPORT);
    registry.accepted(imported(ONE, 9, 2));
    registry.accepted(imported(ONE, 7, 1));
    State other = State.empty(Defaults.STANDARD);
    for (int at : new int[] {0, 2, 1}) {
      other = other.apply(registry.log().get(registry.log().size() - 3 + at), new Stamp(at, 0));
    }

    assertThat(other.id(".", registry.state().latest(S).orElseThrow().content().guid()))
        .isEqualTo(OptionalInt.of(9));
  }
}
