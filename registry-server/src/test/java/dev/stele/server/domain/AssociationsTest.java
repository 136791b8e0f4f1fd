package dev.stele.server.domain;

import static dev.stele.server.domain.Registry.INCOMPATIBLE;
import static dev.stele.server.domain.Registry.ONE;
import static dev.stele.server.domain.Registry.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Event.AssociationRemoved;
import dev.stele.server.domain.Event.AssociationSet;
import dev.stele.server.domain.Event.ContextAdded;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.Event.SubjectDeleted;
import dev.stele.server.domain.RegistryError.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AssociationsTest {
  private static final Resource TOPIC = new Resource("t", "lkc", "id", "");
  private static final Resource OTHER = new Resource("u", "lkc", "id2", "");
  private static final Subject OWN = Subject.of(":.lkc:t-value");
  private static final AssociationFilter ALL = new AssociationFilter("topic", Set.of(), Set.of());
  private static final Wish WISH = new Wish("", "", "", "", "");

  private final Registry registry = new Registry();

  @BeforeEach
  void register() {
    registry.register("s", ONE);
  }

  /** What a client says of an association; empty where it says nothing. */
  private record Wish(String subject, String type, String lifecycle, String frozen, String schema) {
    Wish on(String name) {
      return new Wish(name, type, lifecycle, frozen, schema);
    }

    Wish of(String kind) {
      return new Wish(subject, kind, lifecycle, frozen, schema);
    }

    Wish strong() {
      return new Wish(subject, type, "STRONG", frozen, schema);
    }

    Wish weak() {
      return new Wish(subject, type, "WEAK", frozen, schema);
    }

    Wish frozen(boolean value) {
      return new Wish(subject, type, lifecycle, String.valueOf(value), schema);
    }

    Wish with(String text) {
      return new Wish(subject, type, lifecycle, frozen, text);
    }

    AssociationDraft draft() {
      return new AssociationDraft(
          new UUID(1, 2),
          given(subject).map(Subject::of),
          type,
          given(lifecycle).map(LifecyclePolicy::valueOf),
          given(frozen).map(Boolean::valueOf),
          given(schema).map(text -> new AssociationDraft.Text(Registry.avro(text), false)));
    }

    private static Optional<String> given(String text) {
      return Optional.of(text).filter(each -> !each.isEmpty());
    }
  }

  private static PutAssociations create(Resource resource, Wish... wishes) {
    return put(resource, true, wishes);
  }

  private static PutAssociations upsert(Resource resource, Wish... wishes) {
    return put(resource, false, wishes);
  }

  private static PutAssociations put(Resource resource, boolean create, Wish... wishes) {
    return new PutAssociations(resource, Stream.of(wishes).map(Wish::draft).toList(), create, true);
  }

  private static DeleteAssociations delete(boolean cascade) {
    return new DeleteAssociations("id", ALL, cascade, true);
  }

  private List<Association> known() {
    return registry.state().associations().ofResource("id");
  }

  private static String detail(String property, String detail) {
    return RegistryError.associationInvalid(property, detail).message();
  }

  @Test
  void create_again_writesNothingAndNamesNothing() {
    registry.log().clear();

    assertThat(registry.accepted(create(TOPIC, WISH.on("s"))).uses()).hasSize(1);
    assertThat(registry.accepted(create(TOPIC, WISH.on("s"))).uses()).isEmpty();

    assertThat(registry.log())
        .containsExactly(
            new AssociationSet(
                new Association(
                    new Association.Key("t", "lkc", "topic", "value", Subject.of("s")),
                    new UUID(1, 2).toString(),
                    "id",
                    LifecyclePolicy.WEAK,
                    false,
                    null,
                    null)));
  }

  @Test
  void create_withSchema_ownsItsSubjectFromTheStart() {
    registry.log().clear();

    ResourceAssociations created = registry.accepted(create(TOPIC, WISH.with(ONE)));

    assertThat(created.uses().get(0).schema().orElseThrow().subject()).isEqualTo(OWN);
    assertThat(registry.log())
        .hasExactlyElementsOfTypes(ContextAdded.class, SchemaWritten.class, AssociationSet.class);
    assertThat(known()).hasSize(1).allMatch(Association::frozen).allMatch(Association::isStrong);
    assertThat(registry.refused(create(TOPIC, WISH.with(TWO))).message())
        .isEqualTo("An association of type 'value' already exists for resource 't'");
    registry.accepted(new Register(OWN, Registry.avro(TWO), false, false));
    assertThat(registry.accepted(create(TOPIC, WISH.with(TWO))).uses()).isEmpty();
  }

  static Stream<Arguments> refusedAsNew() {
    String own = "':.lkc:t-value'";
    return Stream.of(
        Arguments.of(WISH, "subject", "must be provided for WEAK associations"),
        Arguments.of(WISH.on("\u0001"), "subject", "must not be empty"),
        Arguments.of(WISH.of("x"), "associationType", "must be either 'key' or 'value'"),
        Arguments.of(WISH.weak().with(ONE), "lifecycle", "cannot be WEAK when schema is provided"),
        Arguments.of(
            WISH.on("s").frozen(true),
            "frozen",
            "association with lifecycle of WEAK cannot be frozen"),
        Arguments.of(
            WISH.weak().on("s").frozen(true),
            "frozen",
            "association with lifecycle of WEAK cannot be frozen"),
        Arguments.of(
            WISH.with(ONE).frozen(false), "frozen", "cannot be false when schema is provided"),
        Arguments.of(
            WISH.strong().frozen(false),
            "frozen",
            "association with lifecycle of STRONG cannot be frozen=false"),
        Arguments.of(
            WISH.strong().on("s"), "subject", "frozen associations must use subject " + own),
        Arguments.of(
            WISH.with("bad").on("s"), "subject", "frozen associations must use subject " + own),
        Arguments.of(
            WISH.on(":.lkc:t-value"), "subject", "WEAK associations cannot use subject " + own),
        Arguments.of(
            WISH.strong(), "schema", "schema must be provided when creating a frozen association"));
  }

  @ParameterizedTest
  @MethodSource
  void refusedAsNew(Wish wish, String property, String detail) {
    assertThat(registry.refused(create(TOPIC, wish)).message()).isEqualTo(detail(property, detail));
  }

  @Test
  void resource_withANameThatIsNone_isRefused() {
    assertThat(name("")).isEqualTo(detail("resourceName", "cannot be null or empty"));
    assertThat(name("a.b")).isEqualTo(detail("resourceName", "illegal character '.'"));
    assertThat(name("a".repeat(257)))
        .isEqualTo(detail("resourceName", "exceeds max length of 256"));
    assertThat(registry.refused(create(new Resource("t", "lkc", "", ""), WISH.on("s"))).message())
        .isEqualTo(detail("resourceId", "cannot be null or empty"));
    assertThat(
            registry
                .refused(create(new Resource("t", "lkc", "id", "queue"), WISH.on("s")))
                .message())
        .isEqualTo(detail("resourceType", "must be 'topic'"));
    assertThat(registry.refused(create(TOPIC)).message())
        .isEqualTo(detail("associations", "cannot be null or empty"));
  }

  private String name(String name) {
    return registry.refused(create(new Resource(name, "lkc", "id", ""), WISH.on("s"))).message();
  }

  @Test
  void request_ofTwoMinds_isRefusedAsAWhole() {
    registry.register("k", ONE);

    assertThat(registry.refused(create(TOPIC, WISH.on("s"), WISH.on("s"))).message())
        .isEqualTo(
            detail(
                "associationType",
                "may only appear once per request, but 'value' appears more than once"));
    assertThat(registry.refused(create(TOPIC, WISH.on("k").of("key"), WISH.with(ONE))).message())
        .isEqualTo(
            detail("lifecycle", "all associations for a resource must have the same lifecycle"));
    assertThat(known()).isEmpty();
  }

  @Test
  void lifecycles_ofOneResource_areTheSame() {
    registry.accepted(create(TOPIC, WISH.on("s")));

    assertThat(registry.refused(create(TOPIC, WISH.of("key").with(ONE))).message())
        .contains("must have the same lifecycle");
    registry.accepted(create(TOPIC, WISH.of("key").on("s")));
    assertThat(known()).hasSize(2);
  }

  @Test
  void frozen_needsASubjectWithoutSchemas() {
    registry.register(":.lkc:t-value", ONE);

    assertThat(registry.refused(create(TOPIC, WISH.with(ONE))).message())
        .isEqualTo(
            detail(
                "frozen",
                "cannot create a frozen association when schemas already exist in the subject"));
  }

  @Test
  void weak_needsALiveVersion() {
    assertThat(registry.refused(create(TOPIC, WISH.on("none"))).message())
        .isEqualTo("No active (non-deleted) version exists for subject 'none'");
  }

  @Test
  void owned_isForNobodyElse() {
    registry.accepted(create(TOPIC, WISH.with(ONE)));

    assertThat(registry.refused(create(OTHER, WISH.on(":.lkc:t-value"))).message())
        .isEqualTo("A strong association already exists for subject ':.lkc:t-value'");
    Draft use =
        new Draft(
            SchemaType.AVRO,
            "{\"type\":\"record\",\"name\":\"U\",\"fields\":[{\"name\":\"r\",\"type\":\"R\"}]}",
            List.of(new RawReference("R", "t-value", 1)),
            Optional.empty(),
            Optional.empty());
    assertThat(registry.refused(new Register(Subject.of(":.lkc:use"), use, false, false)).message())
        .isEqualTo("Subject 't-value' has a strong association and cannot be referenced");
  }

  @Test
  void used_cannotBeOwned() {
    registry.mode(":.lkc:", Mode.IMPORT);
    registry.accepted(
        new Register(
            OWN, Registry.avro(ONE).with(new Numbers(1, OptionalInt.of(7))), false, false));
    registry.accepted(create(OTHER, WISH.on(":.lkc:t-value")));

    assertThat(registry.refused(create(TOPIC, WISH.strong())).message())
        .isEqualTo("An association already exists for subject ':.lkc:t-value'");
  }

  @Test
  void imported_repeatsWhatWasThere() {
    registry.mode(":.lkc:", Mode.IMPORT);

    assertThat(registry.refused(upsert(TOPIC, WISH.strong())).kind())
        .isEqualTo(Kind.NO_LIVE_VERSION);
    assertThat(registry.refused(create(TOPIC, WISH.with(ONE))).message())
        .isEqualTo(detail("schema", "cannot be provided when the subject is in IMPORT mode"));
    registry.accepted(
        new Register(
            OWN, Registry.avro(ONE).with(new Numbers(3, OptionalInt.of(7))), false, false));
    assertThat(registry.accepted(upsert(TOPIC, WISH.strong().frozen(true))).uses()).hasSize(1);

    registry.log().clear();
    registry.accepted(delete(true));
    assertThat(registry.log()).hasExactlyElementsOfTypes(AssociationRemoved.class);
    assertThat(registry.state().latest(OWN)).isPresent();
  }

  @Test
  void upsert_leavesWhatItDoesNotName() {
    registry.accepted(create(TOPIC, WISH.with(ONE)));
    registry.log().clear();

    assertThat(registry.accepted(upsert(TOPIC, WISH)).uses()).isEmpty();
    assertThat(registry.log()).isEmpty();
    assertThat(registry.accepted(upsert(TOPIC, WISH.with(TWO))).uses()).isEmpty();
    assertThat(registry.state().latest(OWN).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void upsert_ofAnIncompatibleSchema_namesTheConflictsAlone() {
    registry.accepted(create(TOPIC, WISH.with(ONE)));

    RegistryError error = registry.refused(upsert(TOPIC, WISH.with(INCOMPATIBLE)));

    assertThat(error.kind()).isEqualTo(Kind.SCHEMA_INCOMPATIBLE);
    assertThat(error.message()).startsWith("[{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE'");
  }

  @Test
  void upsert_cannotMakeAnOwner() {
    assertThat(registry.refused(upsert(TOPIC, WISH.with(ONE))).message())
        .isEqualTo(detail("schema", "cannot be provided for an association that is new"));
    assertThat(registry.refused(upsert(TOPIC, WISH.strong())).message())
        .isEqualTo(detail("lifecycle", "cannot be STRONG for an association that is new"));
    assertThat(registry.refused(upsert(TOPIC, WISH)).message())
        .isEqualTo(detail("subject", "must be provided for WEAK associations"));
    registry.accepted(upsert(TOPIC, WISH.on("s")));
    assertThat(known()).hasSize(1);
  }

  @Test
  void upsert_ofAWeakOne_changesNothing() {
    registry.register("other", ONE);
    registry.accepted(create(TOPIC, WISH.on("s")));

    assertThat(registry.refused(upsert(TOPIC, WISH.on("other"))).message())
        .isEqualTo(
            detail("subject", "subject of association cannot be changed from 's' to 'other'"));
    assertThat(registry.refused(upsert(TOPIC, WISH.strong().frozen(true))).message())
        .isEqualTo(detail("frozen", "frozen attribute of association cannot be changed"));
    assertThat(registry.refused(upsert(TOPIC, WISH.strong())).message())
        .isEqualTo(detail("frozen", "association with lifecycle of STRONG cannot be frozen=false"));
    assertThat(registry.refused(upsert(TOPIC, WISH.with(TWO))).message())
        .isEqualTo(detail("lifecycle", "cannot be WEAK when schema is provided"));
  }

  @Test
  void upsert_ofAnOwner_changesNothing() {
    registry.accepted(create(TOPIC, WISH.with(ONE)));

    assertThat(registry.refused(upsert(TOPIC, WISH.weak())).message())
        .isEqualTo(detail("subject", "WEAK associations cannot use subject ':.lkc:t-value'"));
    assertThat(registry.refused(upsert(TOPIC, WISH.on("s"))).message())
        .isEqualTo(detail("subject", "frozen associations must use subject ':.lkc:t-value'"));
    assertThat(registry.refused(upsert(TOPIC, WISH.frozen(false))).message())
        .isEqualTo(detail("frozen", "frozen attribute of association cannot be changed"));
  }

  @Test
  void readOnly_forbidsIt() {
    registry.accepted(create(TOPIC, WISH.on("s")));
    registry.mode("s", Mode.READONLY);

    assertThat(registry.refused(create(TOPIC, WISH.on("s").of("key"))).message())
        .isEqualTo("Subject s in context . is in read-only mode");
    assertThat(registry.refused(delete(false)).message())
        .isEqualTo("Subject s in context . is in read-only mode");
  }

  @Test
  void used_subjectStays() {
    registry.register("s", TWO);
    registry.accepted(create(TOPIC, WISH.on("s")));
    Subject subject = Subject.of("s");

    assertThat(registry.refused(new DeleteSubject(subject, false)).message())
        .isEqualTo("An association already exists for subject 's'");
    registry.accepted(new DeleteVersion(subject, new VersionSpec(1), false));
    registry.accepted(new DeleteVersion(subject, new VersionSpec(1), true));
    assertThat(registry.refused(new DeleteVersion(subject, new VersionSpec(2), false)).kind())
        .isEqualTo(Kind.LAST_ASSOCIATED_VERSION);

    registry.accepted(delete(false));
    registry.accepted(new DeleteVersion(subject, new VersionSpec(2), false));
  }

  @Test
  void delete_withoutAny_isNotFound() {
    assertThat(registry.refused(delete(true)).message())
        .isEqualTo("Association for 'id' not found.");
  }

  @Test
  void delete_ofAnOwner_takesTheSubjectWithIt() {
    registry.accepted(create(TOPIC, WISH.with(ONE)));
    assertThat(registry.refused(delete(false)).message())
        .isEqualTo("The association of type  'value' is frozen for subject ':.lkc:t-value'");
    registry.log().clear();

    registry.accepted(delete(true));

    assertThat(registry.log())
        .containsExactly(
            new AssociationRemoved(new Association.Key("t", "lkc", "topic", "value", OWN)),
            new SubjectDeleted(OWN, 1),
            new SchemaErased(OWN, 1),
            new CounterSet(".lkc", 1));
  }

  @Test
  void delete_ofOneType_leavesTheOther() {
    registry.accepted(create(TOPIC, WISH.on("s"), WISH.on("s").of("key")));

    registry.accepted(
        new DeleteAssociations(
            "id", new AssociationFilter("topic", Set.of("key"), Set.of()), true, true));

    assertThat(known()).extracting(Association::type).containsExactly("value");
    assertThat(registry.state().latest(Subject.of("s"))).isPresent();
  }

  @Test
  void dryRun_saysWhatWouldBe_andNeedsNoId() {
    Resource unborn = new Resource("t", "lkc", "", "");
    Command<ResourceAssociations> trial =
        new PutAssociations(unborn, List.of(WISH.with(ONE).draft()), true, false);
    registry.accepted(create(TOPIC, WISH.with(ONE)));

    assertThat(reason(new DryRun<>(trial))).isEmpty();
    assertThat(
            reason(
                new DryRun<>(
                    new PutAssociations(
                        unborn, List.of(WISH.on("s").of("key").draft()), true, false))))
        .hasValueSatisfying(message -> assertThat(message).contains("the same lifecycle"));
    assertThat(reason(new DryRun<>(delete(true)))).isEmpty();
    assertThat(known()).hasSize(1);
  }

  private Optional<String> reason(Query<?> query) {
    return registry
        .ask(query)
        .fold(found -> Optional.empty(), error -> Optional.of(error.message()));
  }

  @Test
  void batch_answersEachByItself_andSeesWhatCameBefore() {
    AssociationStep create = new AssociationStep.Put(WISH.on("s").draft(), true);
    AssociationStep none = new AssociationStep.Put(WISH.on("none").of("key").draft(), true);
    AssociationStep end = new AssociationStep.Delete("", false);
    registry.log().clear();

    List<MutateAssociations.Outcome> outcomes =
        registry.accepted(
            new MutateAssociations(
                List.of(
                    new MutateResource(TOPIC, List.of(create), true),
                    new MutateResource(OTHER, List.of(create, none), true),
                    new MutateResource(OTHER, List.of(create, end), true),
                    new MutateResource(OTHER, List.of(), true),
                    new MutateResource(TOPIC, List.of(end), true))));

    assertThat(outcomes.get(0).result().orElseThrow().uses()).hasSize(1);
    assertThat(outcomes.get(1).error().orElseThrow().kind()).isEqualTo(Kind.NO_LIVE_VERSION);
    assertThat(outcomes.get(2).error().orElseThrow().message()).contains("appears more than once");
    assertThat(outcomes.get(3).error().orElseThrow().message())
        .isEqualTo(detail("associations", "cannot be null or empty"));
    assertThat(outcomes.get(4).result().orElseThrow().uses()).isEmpty();
    assertThat(registry.log())
        .hasExactlyElementsOfTypes(AssociationSet.class, AssociationRemoved.class);
  }

  @Test
  void alias_isFollowed() {
    registry.accepted(create(TOPIC, WISH.on("s")));
    registry.accept(
        new Event.ConfigSet(
            Subject.of("a"),
            new Config(
                "s", null, null, null, null, null, null, null, null, null, null, null, null)));

    registry.accepted(create(OTHER, WISH.on("a")));

    assertThat(registry.state().associations().of(Subject.of("s"))).hasSize(2);
  }

  @Test
  void found_fromEitherEnd() {
    registry.accepted(create(TOPIC, WISH.on("s"), WISH.on("s").of("key")));
    registry.accepted(create(new Resource("t", "lkc2", "id2", ""), WISH.on("s")));
    Associations all = registry.state().associations();

    assertThat(all.of(Subject.of("s")))
        .extracting(Association::resourceId)
        .containsExactly("id", "id", "id2");
    assertThat(all.ofResource("id")).extracting(Association::type).containsExactly("key", "value");
    assertThat(all.ofResource("lkc", "t")).hasSize(2);
    assertThat(all.ofResource("-", "t")).hasSize(3);
    assertThat(all.ofResource("lkc2", "-")).hasSize(1);
    assertThat(all.ofResource("-", "-")).hasSize(3);
    assertThat(all.ofResource("lkc", "u")).isEmpty();
  }

  @Test
  void resource_withANewId_isNotFoundByTheOldOne() {
    Association.Key key = new Association.Key("t", "lkc", "topic", "value", Subject.of("s"));
    registry.accept(
        new AssociationSet(
            new Association(key, "g", "old", LifecyclePolicy.WEAK, false, null, null)));
    registry.accept(
        new AssociationSet(
            new Association(key, "g", "new", LifecyclePolicy.WEAK, false, 5L, null)));

    assertThat(registry.state().associations().ofResource("old")).isEmpty();
    assertThat(registry.state().associations().ofResource("new"))
        .singleElement()
        .satisfies(found -> assertThat(found.createdMs()).isEqualTo(5L));
  }

  @Test
  void search_byUse() {
    registry.register("unused", ONE);
    registry.accepted(create(TOPIC, WISH.on("s")));

    assertThat(search(Set.of(), Set.of(), false)).containsExactly("s=1");
    assertThat(search(Set.of("key"), Set.of(), false)).isEmpty();
    assertThat(search(Set.of(), Set.of(LifecyclePolicy.STRONG), false)).isEmpty();
    assertThat(search(Set.of(), Set.of(), true)).containsExactly("unused=0");
    assertThat(search(Set.of(), Set.of(LifecyclePolicy.WEAK), true))
        .containsExactly("s=1", "unused=0");
    assertThat(search(Set.of(), Set.of(LifecyclePolicy.STRONG), true)).containsExactly("unused=0");
  }

  private List<String> search(Set<String> types, Set<LifecyclePolicy> lifecycles, boolean unused) {
    SchemaSearch.Use use =
        new SchemaSearch.Use(new AssociationFilter("", types, lifecycles), unused);
    return new SchemaSearch(
            "", false, Reads.Include.LIVE, false, Optional.empty(), Optional.of(use))
        .in(registry.state()).stream()
            .map(found -> found.version().subject() + "=" + found.associations().size())
            .toList();
  }
}
