package dev.stele.server.domain;

import static dev.stele.server.domain.Registry.INCOMPATIBLE;
import static dev.stele.server.domain.Registry.ONE;
import static dev.stele.server.domain.Registry.TWO;
import static dev.stele.server.domain.Registry.avro;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Event.ContextAdded;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterTest {
  private final Registry registry = new Registry();

  @Test
  void firstSchema_getsIdAndVersionOne() {
    SchemaVersion version = registry.register("s", "{ \"type\": \"string\" }");

    assertThat(version.id()).isEqualTo(1);
    assertThat(version.version()).isEqualTo(1);
    assertThat(version.content().text()).isEqualTo("\"string\"");
    assertThat(version.content().guid()).hasToString("095d71cf-1255-6b9d-5e33-0ad575b3df5d");
  }

  @Test
  void sameContent_inAnotherSubject_sharesTheId() {
    registry.register("s", ONE);
    registry.register("s", TWO);

    assertThat(registry.register("t", TWO).id()).isEqualTo(2);
  }

  @Test
  void sameContent_inAnotherContext_hasItsOwnIds() {
    registry.register("s", ONE);
    registry.register("s", TWO);

    assertThat(registry.register(":.c:s", TWO).id()).isEqualTo(1);
    assertThat(registry.log())
        .endsWith(
            new ContextAdded(".c"),
            new SchemaWritten(
                Subject.of(":.c:s"), 1, 1, SchemaContent.of(SchemaType.AVRO, TWO), false));
  }

  @Test
  void again_writesNothing() {
    registry.register("s", ONE);
    registry.register("s", TWO);

    assertThat(registry.register("s", ONE).version()).isEqualTo(1);
    assertThat(registry.log()).hasSize(2);
  }

  @Test
  void emptyText_meansTheLatest() {
    registry.register("s", ONE);

    assertThat(registry.register("s", "  ").version()).isEqualTo(1);
    assertThat(registry.refused(new Register(Subject.of("t"), avro(""), false, false)))
        .isEqualTo(RegistryError.invalidSchema("Empty schema"));
  }

  @Test
  void incompatible_isRefused_unlessForced() {
    registry.register("s", ONE);

    RegistryError error =
        registry.refused(new Register(Subject.of("s"), avro(INCOMPATIBLE), false, false));

    assertThat(error.kind()).isEqualTo(RegistryError.Kind.SCHEMA_INCOMPATIBLE);
    assertThat(error.message())
        .startsWith(
            "Schema being registered is incompatible with an earlier schema for subject \"s\","
                + " details: [{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE', description:'The"
                + " field 'z' at path '/fields/1' in the new schema has no default value and is"
                + " missing in the old schema', additionalInfo:'z'}, {oldSchemaVersion: 1}")
        .endsWith("{validateFields: 'false', compatibility: 'BACKWARD'}]");
    assertThat(
            registry
                .accepted(new Register(Subject.of("s"), avro(INCOMPATIBLE), false, true))
                .version())
        .isEqualTo(2);
  }

  @Test
  void afterSoftDelete_isANewVersionWithTheOldId_inTheOldOnesPlace() {
    registry.register("s", ONE);
    registry.register("s", TWO);
    registry.accepted(new DeleteVersion(Subject.of("s"), new VersionSpec(1), false));

    SchemaVersion back = registry.register("s", ONE);

    assertThat(back.version()).isEqualTo(3);
    assertThat(back.id()).isEqualTo(1);
    assertThat(registry.log()).contains(new SchemaErased(Subject.of("s"), 1));
  }

  @Test
  void afterHardDelete_neverReusesTheId() {
    registry.register("s", ONE);
    registry.accepted(new DeleteSubject(Subject.of("s"), false));
    registry.accepted(new DeleteSubject(Subject.of("s"), true));

    assertThat(registry.register("s", ONE).id()).isEqualTo(2);
  }

  @Test
  void inReadOnlyMode_onlyWhatIsThereIsAnswered() {
    registry.register("s", ONE);
    registry.mode("", Mode.READONLY);

    assertThat(registry.register("s", ONE).version()).isEqualTo(1);
    assertThat(registry.refused(new Register(Subject.of("s"), avro(TWO), false, false)).message())
        .isEqualTo("Subject s in context  is in read-only mode");
  }

  @Test
  void textOfAnotherType_doesNotTakeAnId() {
    registry.state();
    Registry foreign = new Registry();
    foreign.register("s", "\"string\"");
    SchemaContent json = SchemaContent.of(SchemaType.JSON, "\"string\"");
    State state =
        State.empty(Defaults.STANDARD)
            .apply(new SchemaWritten(Subject.of("j"), 1, 1, json, false), new Stamp(0, 0));

    Decision<SchemaVersion> decision =
        new Register(Subject.of("s"), avro("\"string\""), false, false)
            .decide(state, new DirectVerdicts());

    String message = decision.fold(accepted -> "accepted", RegistryError::message);
    assertThat(message).isEqualTo("Overwrite new schema with id 1 in context  is not permitted.");
  }

  @Test
  void metadataOfTheLatest_isInherited() {
    TreeMap<String, String> properties = new TreeMap<>(java.util.Map.of("owner", "bob"));
    Metadata metadata = new Metadata(new TreeMap<>(), properties, new TreeSet<>());
    Draft withMetadata =
        new Draft(SchemaType.AVRO, ONE, List.of(), Optional.of(metadata), Optional.empty());
    registry.accepted(new Register(Subject.of("s"), withMetadata, false, false));

    SchemaVersion next = registry.register("s", TWO);

    assertThat(next.content().metadata()).contains(metadata);
    assertThat(registry.register("s", ONE).version()).isEqualTo(1);
  }

  @Test
  void references_latestIsReplacedByItsNumber() {
    registry.register("base", "{\"type\":\"record\",\"name\":\"n.B\",\"fields\":[]}");
    String use =
        "{\"type\":\"record\",\"name\":\"U\",\"fields\":[{\"name\":\"b\",\"type\":\"n.B\"}]}";
    Draft draft =
        new Draft(
            SchemaType.AVRO,
            use,
            List.of(new RawReference("n.B", "base", -1)),
            Optional.empty(),
            Optional.empty());

    SchemaVersion version = registry.accepted(new Register(Subject.of("use"), draft, false, false));

    assertThat(version.content().references().get(0).version()).isEqualTo(1);
    assertThat(registry.state().referrers(new VersionKey(Subject.of("base"), 1)))
        .containsExactly(version.key());
  }

  @Test
  void references_missing_areNamed() {
    Draft draft =
        new Draft(
            SchemaType.AVRO,
            ONE,
            List.of(new RawReference("n.B", "nope", 3)),
            Optional.empty(),
            Optional.empty());

    assertThat(registry.refused(new Register(Subject.of("s"), draft, false, false)).message())
        .endsWith("No schema reference found for subject \"nope\" and version 3");
  }

  @Test
  void references_inACircle_end() {
    // No registry writes this, but a foreign topic may hold it.
    State state = State.empty(Defaults.STANDARD);
    dev.stele.schema.Reference self = new dev.stele.schema.Reference("n.B", "b", 1);
    SchemaContent content =
        SchemaContent.of(
            SchemaType.AVRO, "\"int\"", List.of(self), Optional.empty(), Optional.empty());
    state = state.apply(new SchemaWritten(Subject.of("b"), 1, 1, content, false), new Stamp(0, 0));
    Draft draft =
        new Draft(
            SchemaType.AVRO,
            "\"int\"",
            List.of(new RawReference("n.B", "b", 1)),
            Optional.empty(),
            Optional.empty());

    Decision<SchemaVersion> decision =
        new Register(Subject.of("s"), draft, false, false).decide(state, new DirectVerdicts());

    boolean decided = decision.fold(accepted -> true, error -> true);
    assertThat(decided).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "__GLOBAL", "__EMPTY", ":.__GLOBAL:s", ":*:s", "line\nbreak"})
  void impossibleNames_areRefused(String name) {
    assertThat(registry.refused(new Register(Subject.of(name), avro(ONE), false, false)).kind())
        .isEqualTo(RegistryError.Kind.SUBJECT_INVALID);
  }

  @Test
  void normalize_comesFromTheConfigToo() {
    registry.accepted(new PutConfig(Subject.GLOBAL, new ConfigChanges().normalize(true).change()));

    SchemaVersion version =
        registry.register(
            "s", "{\"type\":\"record\",\"name\":\"R\",\"fields\":[],\"b\":1,\"a\":2}");

    assertThat(version.content().text())
        .isEqualTo("{\"type\":\"record\",\"name\":\"R\",\"fields\":[],\"a\":2,\"b\":1}");
  }

  @Test
  void transitiveLevel_looksAtAllVersions() {
    registry.level("s", CompatibilityLevel.NONE);
    registry.register("s", ONE);
    registry.register("s", "\"int\"");
    registry.level("s", CompatibilityLevel.BACKWARD_TRANSITIVE);

    assertThat(
            registry
                .refused(new Register(Subject.of("s"), avro("\"long\""), false, false))
                .message())
        .contains("{oldSchemaVersion: 1}");
  }
}
