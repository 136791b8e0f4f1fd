package dev.stele.server.domain;

import static dev.stele.server.domain.Registry.INCOMPATIBLE;
import static dev.stele.server.domain.Registry.ONE;
import static dev.stele.server.domain.Registry.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Plan.Outcome;
import dev.stele.server.domain.Plan.Status;
import dev.stele.server.domain.RegisterAll.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RegisterAllTest {
  private final Registry registry = new Registry();

  @Test
  void referencesToLaterEntries_areRegisteredFirst() {
    Plan plan =
        accepted(
            entry("order", field("Order", "Line"), "line"),
            entry("line", field("Line", "Money"), "money"),
            entry("money", named("Money")));

    assertThat(statuses(plan)).containsExactly(Status.NEW, Status.NEW, Status.NEW);
    assertThat(ids(plan)).containsExactly(3, 2, 1);
    assertThat(version("order", 1).content().references())
        .containsExactly(new Reference("Line", "line", 1));
  }

  @Test
  void entriesWithoutReferences_keepTheirOrder() {
    Plan plan = accepted(entry("b", ONE), entry("a", TWO), entry("b", TWO), entry("c", ONE));

    assertThat(ids(plan)).containsExactly(1, 2, 2, 1);
    assertThat(numbers(plan)).containsExactly(1, 1, 2, 1);
  }

  @Test
  void repeated_isUnchangedAndWritesNothing() {
    Entry[] entries = {
      entry("order", field("Order", "Line"), "line"), entry("line", named("Line"))
    };
    Plan first = accepted(entries);
    int written = registry.log().size();

    Plan again = accepted(entries);

    assertThat(statuses(again)).containsOnly(Status.UNCHANGED);
    assertThat(ids(again)).isEqualTo(ids(first));
    assertThat(registry.log()).hasSize(written);
  }

  @Test
  void sameSchemaTwice_isOneVersion() {
    Plan plan = accepted(entry("s", ONE), entry("s", ONE));

    assertThat(statuses(plan)).containsExactly(Status.NEW, Status.UNCHANGED);
    assertThat(registry.log()).hasSize(1);
  }

  @Test
  void latest_isWhatTheEntryIs_notTheNewestVersion() {
    registry.register("line", named("Line"));
    registry.level("line", CompatibilityLevel.NONE);
    registry.register("line", "\"int\"");

    accepted(entry("order", field("Order", "Line"), "line"), entry("line", named("Line")));

    assertThat(version("order", 1).content().references())
        .containsExactly(new Reference("Line", "line", 1));
  }

  @Test
  void severalVersions_areAllBeforeWhatMeansTheLatest() {
    accepted(
        entry("order", field("Order", "R"), reference("R", "line", -1)),
        entry("line", ONE),
        entry("line", TWO));

    assertThat(version("order", 1).content().references())
        .containsExactly(new Reference("R", "line", 2));
  }

  @Test
  void number_isAVersionThatIsThere_orBecomesOne() {
    registry.register("line", ONE);

    accepted(
        entry("old", field("Old", "R"), reference("R", "line", 1)),
        entry("new", field("New", "R"), reference("R", "line", 2)),
        entry("line", TWO));

    assertThat(version("new", 1).content().references())
        .containsExactly(new Reference("R", "line", 2));
  }

  @Test
  void number_thatIsThere_makesNoCircle() {
    registry.register("line", named("Line"));
    registry.level("line", CompatibilityLevel.NONE);

    Plan plan =
        accepted(
            entry("order", field("Order", "Line"), reference("Line", "line", 1)),
            entry("line", field("Other", "Order"), "order"));

    assertThat(statuses(plan)).containsExactly(Status.NEW, Status.NEW);
    assertThat(version("line", 2).content().references())
        .containsExactly(new Reference("Order", "order", 1));
  }

  @Test
  void circle_isNamed_andBlocksOthers() {
    registry.register("fine", ONE);

    RegistryError error =
        refused(
            entry("a", field("A", "B"), "b"),
            entry("b", field("B", "C"), "c"),
            entry("c", field("C", "B"), "b"),
            entry("fine", ONE));

    assertThat(error.kind()).isEqualTo(RegistryError.Kind.SCHEMA_INVALID);
    assertThat(error.message())
        .isEqualTo(
            "Nothing is registered, since 3 of 4 schemas are refused; the first, of subject \"b\":"
                + " The schemas of this request reference each other in a circle: b -> c -> b");
    assertThat(statuses(error.plan().orElseThrow()))
        .containsExactly(Status.BLOCKED, Status.INVALID, Status.INVALID, Status.UNCHANGED);
  }

  @Test
  void longWay_isRefusedForItsDepth() {
    List<Entry> chain = new ArrayList<>();
    for (int i = 0; i < 103; i++) {
      chain.add(entry("s" + i, "\"int\"", reference("R" + i, "s" + (i + 1), -1)));
    }
    chain.add(entry("s103", "\"int\""));

    RegistryError error = refused(chain.toArray(Entry[]::new));

    assertThat(error.message()).contains("References lead more than 100 deep");
    assertThat(statuses(error.plan().orElseThrow()))
        .startsWith(Status.BLOCKED, Status.BLOCKED, Status.INVALID, Status.NEW);
  }

  @Test
  void incompatible_isExplained_andThoseThatReferenceItAreCheckedAllTheSame() {
    registry.register("line", ONE);
    registry.register("order", "\"string\"");

    RegistryError error =
        refused(
            entry("order", field("Order", "R"), reference("R", "line", -1)),
            entry("line", INCOMPATIBLE));

    List<Outcome> outcomes = error.plan().orElseThrow().outcomes();
    assertThat(outcomes)
        .extracting(Outcome::status)
        .containsExactly(Status.INCOMPATIBLE, Status.INCOMPATIBLE);
    CompatibilityReport report = outcomes.get(1).report().orElseThrow();
    assertThat(report.accepts(CompatibilityLevel.BACKWARD)).isFalse();
    assertThat(report.accepts(CompatibilityLevel.FORWARD)).isTrue();
    assertThat(report.messages()).isNotEmpty();
    assertThat(error.kind()).isEqualTo(RegistryError.Kind.SCHEMA_INCOMPATIBLE);
  }

  @Test
  void invalid_blocksThoseThatReferenceIt_untilALaterEntryIsFine() {
    RegistryError error =
        refused(
            entry("order", field("Order", "Line"), "line"), entry("line", "{\"type\":\"record\"}"));
    RegistryError mended =
        refused(
            entry("order", field("Order", "Line"), "line"),
            entry("line", "{\"type\":\"record\"}"),
            entry("line", named("Line")));

    assertThat(statuses(error.plan().orElseThrow()))
        .containsExactly(Status.BLOCKED, Status.INVALID);
    assertThat(statuses(mended.plan().orElseThrow()))
        .containsExactly(Status.NEW, Status.INVALID, Status.NEW);
  }

  @Test
  void readOnly_isToldOfEverythingElse() {
    registry.register("there", ONE);
    registry.register("other", ONE);
    registry.mode("", Mode.READONLY);

    Plan plan =
        planned(
            entry("there", ONE),
            entry("order", field("Order", "Line"), "line"),
            entry("line", named("Line")),
            entry("other", INCOMPATIBLE));

    assertThat(statuses(plan))
        .containsExactly(
            Status.UNCHANGED, Status.NOT_PERMITTED, Status.NOT_PERMITTED, Status.INCOMPATIBLE);
    assertThat(plan.outcomes().get(1).error().orElseThrow().message())
        .isEqualTo("Subject order in context  is in read-only mode");
    assertThat(plan.refusal().orElseThrow().kind()).isEqualTo(RegistryError.Kind.NOT_PERMITTED);
    assertThat(statuses(accepted(entry("there", ONE)))).containsExactly(Status.UNCHANGED);
    assertThat(registry.state().settings().mode(Subject.of("there"))).isEmpty();
  }

  @Test
  void imports_haveTheirNumbers_whereTheModeIsForIt() {
    Entry line = imported("line", named("Line"), 7, 70);
    Entry order =
        new Entry(
            Subject.of("order"),
            draft(field("Order", "Line"), reference("Line", "line", 7)).with(numbers(1, 71)));
    assertThat(refused(order, line).kind()).isEqualTo(RegistryError.Kind.NOT_PERMITTED);
    registry.mode("", Mode.IMPORT);

    Plan plan = accepted(order, line);

    assertThat(ids(plan)).containsExactly(71, 70);
    assertThat(numbers(plan)).containsExactly(1, 7);
  }

  @Test
  void contexts_areApart_andReferencesStayInTheirs() {
    Plan plan =
        accepted(
            entry(":.c:order", field("Order", "Line"), "line"),
            entry("line", ONE),
            entry(":.c:line", named("Line")));

    assertThat(ids(plan)).containsExactly(2, 1, 1);
    assertThat(version(":.c:order", 1).content().references())
        .containsExactly(new Reference("Line", "line", 1));
  }

  @Test
  void plan_isWhatIsDone_andChangesNothing() {
    Entry[] entries = {
      entry("order", field("Order", "Line"), "line"), entry("line", named("Line"))
    };

    Plan plan = planned(entries);

    assertThat(registry.log()).isEmpty();
    assertThat(accepted(entries)).isEqualTo(plan);
  }

  private Plan accepted(Entry... entries) {
    return registry.accepted(new RegisterAll(List.of(entries), false));
  }

  private RegistryError refused(Entry... entries) {
    return registry.refused(new RegisterAll(List.of(entries), false));
  }

  private Plan planned(Entry... entries) {
    return registry
        .ask(new PlanRegistration(new RegisterAll(List.of(entries), false)))
        .fold(
            Decision.Accepted::reply,
            error -> {
              throw new AssertionError(error.message());
            });
  }

  private SchemaVersion version(String subject, int version) {
    return registry.state().version(new VersionKey(Subject.of(subject), version)).orElseThrow();
  }

  /** Each reference to the latest version of a subject, under the name its record has. */
  private static Entry entry(String subject, String text, String... subjects) {
    RawReference[] references =
        List.of(subjects).stream()
            .map(target -> reference(text.replaceAll(".*\"type\":\"(\\w+)\".*", "$1"), target, -1))
            .toArray(RawReference[]::new);
    return new Entry(Subject.of(subject), draft(text, references));
  }

  private static Entry entry(String subject, String text, RawReference reference) {
    return new Entry(Subject.of(subject), draft(text, reference));
  }

  private static Entry imported(String subject, String text, int version, int id) {
    return new Entry(Subject.of(subject), draft(text).with(numbers(version, id)));
  }

  private static Numbers numbers(int version, int id) {
    return new Numbers(version, OptionalInt.of(id));
  }

  private static RawReference reference(String name, String subject, int version) {
    return new RawReference(name, subject, version);
  }

  private static Draft draft(String text, RawReference... references) {
    return new Draft(
        SchemaType.AVRO, text, List.of(references), Optional.empty(), Optional.empty());
  }

  private static String named(String name) {
    return "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[]}";
  }

  private static String field(String name, String type) {
    return "{\"type\":\"record\",\"name\":\""
        + name
        + "\",\"fields\":[{\"name\":\"f\",\"type\":\""
        + type
        + "\"}]}";
  }

  private static List<Status> statuses(Plan plan) {
    return plan.outcomes().stream().map(Outcome::status).toList();
  }

  private static List<Integer> ids(Plan plan) {
    return plan.outcomes().stream().map(outcome -> outcome.version().orElseThrow().id()).toList();
  }

  private static List<Integer> numbers(Plan plan) {
    return plan.outcomes().stream()
        .map(outcome -> outcome.version().orElseThrow().version())
        .toList();
  }
}
