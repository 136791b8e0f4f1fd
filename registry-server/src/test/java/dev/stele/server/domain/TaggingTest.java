package dev.stele.server.domain;

import static dev.stele.server.domain.Registry.ONE;
import static dev.stele.server.domain.Registry.TWO;
import static dev.stele.server.domain.Registry.avro;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.EntityTags;
import dev.stele.schema.SchemaEntity;
import dev.stele.schema.SchemaEntity.Kind;
import dev.stele.schema.SchemaType;
import dev.stele.schema.TagEdit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TaggingTest {
  private static final Subject S = Subject.of("s");
  private static final SchemaEntity A = new SchemaEntity("R.a", Kind.FIELD);
  private static final SchemaEntity Z = new SchemaEntity("R.z", Kind.FIELD);
  private static final String TAGGED =
      Registry.record("{\"name\":\"a\",\"type\":\"int\",\"confluent:tags\":[\"PII\"]}");

  private final Registry registry = new Registry();

  @Test
  void register_withTags_isANewVersionEachTime() {
    Register register =
        new Register(S, latest(avro(ONE)).with(new Tagging(List.of(adds(A)), false)), false, false);

    assertThat(registry.accepted(register).content().text()).isEqualTo(TAGGED);
    assertThat(registry.accepted(register).version()).isEqualTo(2);
  }

  @Test
  void register_withTagsOnNothing_isRefused_whateverTheMode() {
    registry.mode("s", Mode.READONLY);
    Tagging unknown = new Tagging(List.of(adds(Z)), false);

    assertThat(registry.refused(new Register(S, avro(ONE).with(unknown), false, false)))
        .isEqualTo(
            RegistryError.invalidSchema(
                "java.lang.IllegalArgumentException: No matching path 'R.z' found in the schema"));
    assertThat(registry.refused(new Register(S, avro("").with(unknown), false, false)).message())
        .isEqualTo("java.lang.IllegalArgumentException: argument \"content\" is null");
    assertThat(registry.refused(new Register(S, avro("{").with(unknown), false, false)).message())
        .startsWith("Invalid schema of type AVRO, details: ");
    assertThat(
            registry
                .refused(
                    new Register(
                        S, Draft.of(new SchemaType("FOO"), "x").with(unknown), false, false))
                .message())
        .isEqualTo("Invalid schema type FOO");
  }

  @Test
  void register_propagating_takesTheTagsOfTheLatestLiveVersion() {
    registry.register("s", TAGGED);
    registry.register("s", TWO);
    registry.accepted(new DeleteVersion(S, new VersionSpec(2), false));

    SchemaVersion version = registry.accepted(propagating(TWO));

    assertThat(version.content().text()).contains("\"a\",\"type\":\"int\",\"confluent:tags\"");
  }

  @Test
  void register_propagating_whereAnEntityIsGone_isRefused() {
    registry.register("s", TAGGED);

    assertThat(registry.refused(propagating(ONE.replace("\"a\"", "\"z\""))).message())
        .endsWith("No matching path 'R.a' found in the schema");
    assertThat(registry.accepted(propagating("")).content().text()).isEqualTo(TAGGED);
  }

  @Test
  void editTags_stampsTheNumber_andLeavesTheVersionItTakes() {
    registry.register("s", ONE);

    SchemaVersion second = registry.accepted(edit(1, 2));

    assertThat(second.content().text()).isEqualTo(TAGGED);
    assertThat(second.content().metadata()).contains(numbered("2"));
    assertThat(registry.accepted(edit(1, 0)).content().metadata()).contains(numbered("3"));
    assertThat(registry.lookup("s", ONE).map(SchemaVersion::version)).contains(1);
  }

  @Test
  void editTags_needsALiveVersion_andTheNextNumber() {
    registry.register("s", ONE);
    registry.register("s", TWO);
    registry.accepted(new DeleteVersion(S, new VersionSpec(1), false));

    assertThat(registry.refused(edit(1, 3)))
        .isEqualTo(RegistryError.versionNotFound(new VersionSpec(1)));
    assertThat(registry.refused(edit(2, 2)).message())
        .isEqualTo("Version is not one more than previous version");
    registry.mode("s", Mode.READONLY);
    assertThat(registry.refused(edit(2, 3)).message()).endsWith("is in read-only mode");
  }

  @Test
  void editTags_isCheckedForCompatibility() {
    registry.register("s", ONE);
    registry.accepted(new Register(S, avro(Registry.INCOMPATIBLE), false, true));
    registry.level("s", CompatibilityLevel.FULL);

    assertThat(registry.refused(edit(1, 3)).kind())
        .isEqualTo(RegistryError.Kind.SCHEMA_INCOMPATIBLE);
  }

  @Test
  void editTags_changesTheRulesOfTheVersionBefore() {
    RuleSet first = rules("a", "b");
    registry.accepted(
        new Register(
            S,
            new Draft(SchemaType.AVRO, ONE, List.of(), Optional.empty(), Optional.of(first)),
            false,
            false));

    SchemaVersion merged =
        registry.accepted(edit(2, new RuleEdit(none(), Optional.of(rules("c")), Optional.empty())));
    SchemaVersion fewer =
        registry.accepted(edit(3, new RuleEdit(none(), none(), Optional.of(List.of("a", "c")))));
    SchemaVersion inherited = registry.accepted(edit(4, RuleEdit.NONE));

    assertThat(merged.content().ruleSet()).contains(rules("a", "b", "c"));
    assertThat(fewer.content().ruleSet()).contains(rules("b"));
    assertThat(inherited.content().ruleSet()).contains(rules("b"));
    assertThat(
            registry.refused(
                edit(5, new RuleEdit(Optional.of(first), none(), Optional.of(List.of())))))
        .isEqualTo(
            RegistryError.ruleSetInvalid(
                "ruleSet should be omitted if specifying rulesToMerge or rulesToRemove"));
  }

  @Test
  void findTags_tellsOfWhatBearsOneOfThem_withAllItBears() {
    SchemaVersion version =
        registry.register("s", TAGGED.replace("[\"PII\"]", "[\"PII\",\"GDPR\"]"));
    EntityTags both = new EntityTags(A, List.of("PII", "GDPR"));

    assertThat(registry.ask(new FindTags(version, Set.of("GDPR", "X"))))
        .isEqualTo(Decision.unchanged(List.of(both)));
    assertThat(registry.ask(new FindTags(version, Set.of("*"))))
        .isEqualTo(Decision.unchanged(List.of(both)));
    assertThat(registry.ask(new FindTags(version, Set.of("X"))))
        .isEqualTo(Decision.unchanged(List.of()));
  }

  private static TagEdit adds(SchemaEntity entity) {
    return new TagEdit(entity, List.of("PII"), List.of());
  }

  private static Draft latest(Draft draft) {
    return draft.with(new Numbers(VersionSpec.LATEST.number(), OptionalInt.empty()));
  }

  private static Register propagating(String text) {
    return new Register(S, avro(text).with(new Tagging(List.of(), true)), false, false);
  }

  private static EditTags edit(int version, int newVersion) {
    return new EditTags(
        S, new VersionSpec(version), newVersion, List.of(adds(A)), none(), RuleEdit.NONE);
  }

  private static EditTags edit(int newVersion, RuleEdit rules) {
    return new EditTags(S, VersionSpec.LATEST, newVersion, List.of(), none(), rules);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static Metadata numbered(String version) {
    return Metadata.EMPTY.with(Matching.VERSION_PROPERTY, version);
  }

  private static RuleSet rules(String... names) {
    return new RuleSet(
        List.of(), List.of(names).stream().map(TaggingTest::rule).toList(), List.of(), null);
  }

  private static Rule rule(String name) {
    return new Rule(
        name,
        null,
        RuleKind.CONDITION,
        RuleMode.WRITE,
        "CEL",
        new TreeSet<>(),
        new TreeMap<>(),
        "true",
        null,
        null,
        false);
  }
}
