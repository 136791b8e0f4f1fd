package dev.stele.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.Compatibility.Conflict;
import dev.stele.schema.Compatibility.Version;
import dev.stele.schema.Explanation.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The frame, with words for schemas: a word reads another one if it has all its letters. */
final class CompatibilityTest {
  private final List<String> asked = new ArrayList<>();
  private final Compatibility<String> compatibility =
      new Compatibility<>(CompatibilityTest::type, this::missing);

  private static SchemaType type(String word) {
    return Character.isUpperCase(word.charAt(0)) ? SchemaType.JSON : SchemaType.AVRO;
  }

  private List<Incompatibility> missing(String reader, String writer) {
    asked.add(reader + "<" + writer);
    return writer
        .chars()
        .filter(letter -> reader.indexOf(letter) < 0)
        .mapToObj(letter -> Incompatibility.at(new Missing(), Character.toString(letter), ""))
        .toList();
  }

  private record Missing() implements Rule {
    @Override
    public String name() {
      return "MISSING";
    }

    @Override
    public String reason() {
      return "Every letter is needed.";
    }

    @Override
    public String message(Incompatibility found, Direction direction) {
      return direction.reader() + " lacks " + found.reader().path() + " of " + direction.writer();
    }

    @Override
    public String sentence(Incompatibility found, Direction direction) {
      return message(found, direction);
    }

    @Override
    public Optional<String> fix(Incompatibility found, Direction direction) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NONE,                z,   ''",
    "BACKWARD,            abc, ''",
    "BACKWARD,            ab,  3",
    "BACKWARD_TRANSITIVE, abc, 1",
    "FORWARD,             c,   ''",
    "FORWARD,             ax,  3",
    "FORWARD_TRANSITIVE,  c,   2",
    "FULL,                cba, ''",
    "FULL,                ab,  3",
    "FULL_TRANSITIVE,     abc, 2",
  })
  void check_level_givesNewestConflict(CompatibilityLevel level, String word, String conflict) {
    List<Version<String>> history =
        List.of(new Version<>(3, "abc"), new Version<>(2, "ab"), new Version<>(1, "abd"));

    assertThat(compatibility.check(level, word, history).map(c -> c.version().number() + ""))
        .isEqualTo(Optional.of(conflict).filter(number -> !number.isEmpty()));
  }

  @ParameterizedTest
  @EnumSource(CompatibilityLevel.class)
  void check_noHistory_isCompatible(CompatibilityLevel level) {
    assertThat(compatibility.check(level, "a", List.of())).isEmpty();
  }

  @Test
  void check_conflict_asksForNothingOlder() {
    compatibility.check(
        CompatibilityLevel.FULL_TRANSITIVE,
        "a",
        List.of(new Version<>(3, "a"), new Version<>(2, "b"), new Version<>(1, "c")));

    assertThat(asked).containsExactly("a<a", "a<a", "b<a", "a<b");
  }

  @ParameterizedTest
  @EnumSource(CompatibilityLevel.class)
  void explain_everyLevel_saysWhatItsCheckSays(CompatibilityLevel level) {
    List<String> words = List.of("a", "b", "ab", "abc", "xy", "A");
    for (String candidate : words) {
      for (String latest : words) {
        for (String older : words) {
          List<Version<String>> history =
              List.of(new Version<>(7, latest), new Version<>(4, older), new Version<>(1, "ac"));

          assertThat(compatibility.explain(candidate, history).against(level))
              .as("%s after %s", candidate, history)
              .isEqualTo(
                  compatibility
                      .check(level, candidate, history)
                      .map(conflict -> obstacles(conflict, candidate))
                      .orElse(List.of()));
        }
      }
    }
  }

  private static List<Obstacle> obstacles(Conflict<String> conflict, String candidate) {
    SchemaType sent = type(candidate);
    SchemaType old = type(conflict.version().schema());
    CompatibilityLevel level = conflict.level();
    List<Incompatibility> backward = conflict.backward();
    List<Incompatibility> forward = conflict.forward();
    if (!conflict.sameType()) {
      backward = level.isBackward() ? List.of(SourceRule.typeChanged(sent, old)) : List.of();
      forward = level.isForward() ? List.of(SourceRule.typeChanged(old, sent)) : List.of();
    }
    List<Obstacle> obstacles = new ArrayList<>();
    obstacles.add(new Obstacle(Direction.BACKWARD, conflict.version().number(), backward));
    obstacles.add(new Obstacle(Direction.FORWARD, conflict.version().number(), forward));
    obstacles.removeIf(one -> one.incompatibilities().isEmpty());
    return obstacles;
  }

  @Test
  void explain_noHistory_isAcceptedByAll() {
    assertThat(compatibility.explain("a", List.of())).isEqualTo(Explanation.NONE);
  }

  @Test
  void messages_full_listForwardThenBackwardThenTheOldSchema() {
    assertThat(messages(CompatibilityLevel.FULL, "ax", "ay"))
        .containsExactly(
            "old lacks x of new",
            "new lacks y of old",
            "{oldSchemaVersion: 7}",
            "{oldSchema: 'text'}",
            "{validateFields: 'false', compatibility: 'FULL'}");
  }

  @Test
  void messages_fullButOnlyForward_doNotQuoteTheOldSchema() {
    assertThat(messages(CompatibilityLevel.FULL, "ax", "a"))
        .containsExactly("old lacks x of new", "{validateFields: 'false', compatibility: 'FULL'}");
  }

  @Test
  void messages_otherType_sayOnlyThat() {
    assertThat(messages(CompatibilityLevel.FORWARD, "A", "a"))
        .containsExactly(
            "Incompatible because of different schema type",
            "{validateFields: 'false', compatibility: 'FORWARD'}");
    assertThat(asked).isEmpty();
  }

  @Test
  void messages_longOldText_isCut() {
    Conflict<String> conflict = conflict(CompatibilityLevel.BACKWARD, "x", "y");

    assertThat(conflict.messages("t".repeat(10_240), List.of(), true))
        .contains("{oldSchema: '" + "t".repeat(10_240) + "'}")
        .contains("{validateFields: 'true', compatibility: 'BACKWARD'}");
    assertThat(conflict.messages("t".repeat(10_241), List.of(), true))
        .contains("{oldSchema: <truncated> '" + "t".repeat(10_240) + "...'}");
  }

  private List<String> messages(CompatibilityLevel level, String candidate, String old) {
    return conflict(level, candidate, old).messages("text", List.of(), false);
  }

  private Conflict<String> conflict(CompatibilityLevel level, String candidate, String old) {
    return compatibility.check(level, candidate, List.of(new Version<>(7, old))).orElseThrow();
  }
}
