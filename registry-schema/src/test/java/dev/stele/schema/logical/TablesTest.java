package dev.stele.schema.logical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.Headings;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tables of Flink and of Iceberg can take. */
final class TablesTest {
  private static List<Incompatibility> changes(String before, String after) {
    return Tables.changes(
        CompatibilityPolicy.LOGICAL, List.of(), () -> Ddl.parse(after), () -> Ddl.parse(before));
  }

  private static List<Incompatibility> flaws(String text) {
    return Tables.flaws(CompatibilityPolicy.LOGICAL, () -> Ddl.parse(text));
  }

  /** The engines and rules, as {@code F:RULE} and {@code I:RULE}. */
  private static String asked(List<Incompatibility> found) {
    return found.stream()
        .map(
            each ->
                (each.rule().heading(Direction.BACKWARD).contains("FLINK") ? "F:" : "I:")
                    + each.rule().name())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // columns come and go
        "a INT|a INT, b INT|''",
        "a INT|a INT, b INT NOT NULL|F:REQUIRED_FIELD_ADDED I:REQUIRED_FIELD_ADDED",
        "a INT|a INT, b INT NOT NULL DEFAULT 1|I:REQUIRED_FIELD_ADDED",
        "a INT|a INT, b ARRAY<INT> NOT NULL DEFAULT '[]'|''",
        "a INT, b INT|a INT|I:FIELD_DELETED",
        "a INT, b INT|b INT, a INT|''",
        // nulls and defaults
        "a INT NOT NULL|a INT|''",
        "a INT|a INT NOT NULL|F:NULLABLE_TO_NON_NULLABLE I:NULLABLE_TO_NON_NULLABLE",
        "a INT|a INT NOT NULL DEFAULT 1|F:NULLABLE_TO_NON_NULLABLE I:NULLABLE_TO_NON_NULLABLE",
        "a INT NOT NULL DEFAULT 1|a INT NOT NULL|F:NON_NULLABLE_DEFAULT_REMOVED",
        "a INT NOT NULL DEFAULT 1|a INT|''",
        "a ARRAY<INT>|a ARRAY<INT NOT NULL>|F:NULLABLE_TO_NON_NULLABLE",
        // numbers
        "a INT|a BIGINT|''",
        "a BIGINT|a INT|F:UNSUPPORTED_TYPE_CHANGE I:UNSUPPORTED_TYPE_CHANGE",
        "a BIGINT|a SMALLINT|F:UNSUPPORTED_TYPE_CHANGE I:UNSUPPORTED_TYPE_CHANGE",
        "a TINYINT|a SMALLINT|''",
        "a SMALLINT|a TINYINT|F:UNSUPPORTED_TYPE_CHANGE",
        "a FLOAT|a DOUBLE|''",
        "a INT|a DOUBLE|I:UNSUPPORTED_TYPE_CHANGE",
        "a INT|a FLOAT|F:UNSUPPORTED_TYPE_CHANGE I:UNSUPPORTED_TYPE_CHANGE",
        "a INT|a STRING|F:UNSUPPORTED_TYPE_CHANGE I:UNSUPPORTED_TYPE_CHANGE",
        "a DECIMAL(5, 2)|a DECIMAL(7, 2)|''",
        "a DECIMAL(7, 2)|a DECIMAL(5, 2)|F:UNSUPPORTED_TYPE_CHANGE I:UNSUPPORTED_TYPE_CHANGE",
        "a DECIMAL(5, 2)|a DECIMAL(7, 3)|F:UNSUPPORTED_TYPE_CHANGE I:UNSUPPORTED_TYPE_CHANGE",
        "a INT|a DECIMAL(12, 2)|I:UNSUPPORTED_TYPE_CHANGE",
        "a INT|a DECIMAL(11, 2)|F:UNSUPPORTED_TYPE_CHANGE I:UNSUPPORTED_TYPE_CHANGE",
        // texts and bytes
        "a VARCHAR(5)|a STRING|''",
        "a STRING|a VARCHAR(5)|F:UNSUPPORTED_TYPE_CHANGE",
        "a CHAR(5)|a VARCHAR(5)|''",
        "a CHAR(5)|a CHAR(6)|F:UNSUPPORTED_TYPE_CHANGE",
        "a BINARY(5)|a BINARY(6)|F:UNSUPPORTED_TYPE_CHANGE I:UNSUPPORTED_TYPE_CHANGE",
        "a BINARY(5)|a BYTES|I:UNSUPPORTED_TYPE_CHANGE",
        "a STRING|a BYTES|F:UNSUPPORTED_TYPE_CHANGE I:UNSUPPORTED_TYPE_CHANGE",
        "a ENUM('A', 'B')|a ENUM('A', 'C')|I:ENUM_DELETED",
        "a ENUM('A')|a STRING|''",
        // times
        "a TIMESTAMP(3)|a TIMESTAMP(6)|F:UNSUPPORTED_TYPE_CHANGE",
        "a TIMESTAMP(3)|a TIMESTAMP_LTZ(3)|F:UNSUPPORTED_TYPE_CHANGE I:UNSUPPORTED_TYPE_CHANGE",
        // what has parts
        "a INT|a ARRAY<INT>|F:TYPE_MISMATCH I:TYPE_MISMATCH",
        "a MULTISET<INT>|a MAP<INT, INT NOT NULL>|F:TYPE_MISMATCH",
        "a MAP<INT, INT>|a MAP<BIGINT, INT>|I:MAP_KEY_TYPE_MISMATCH",
        "a MAP<INT, INT>|a MAP<INT, BIGINT>|''",
        "a MAP<STRUCT(x INT), INT>|a MAP<STRUCT(x INT, y INT), INT>|I:MAP_KEY_TYPE_MISMATCH",
        "a STRUCT(x INT)|a STRUCT(x INT, y INT NOT NULL)|F:REQUIRED_FIELD_ADDED"
            + " I:REQUIRED_FIELD_ADDED",
        "a UNION(x INT, y INT)|a UNION(x INT)|I:FIELD_DELETED"
      })
  void changes_areThoseThatAnEngineCannotFollow(String before, String after, String expected) {
    String one = "STRUCT R (" + before + ");";
    String other = "STRUCT R (" + after + ");";

    assertThat(asked(changes(one, other))).isEqualTo(expected);
    assertThat(changes(one, one)).isEmpty();
  }

  @Test
  void types_areComparedUnderTheirNames_once() {
    String before = "STRUCT L (next L, v INT); STRUCT R (a L, b L);";
    String after = "STRUCT L (next L, v STRING); STRUCT R (a L, b L);";

    assertThat(changes(before, after))
        .extracting(found -> found.message(Direction.BACKWARD))
        .containsExactly(
            "UNSUPPORTED_TYPE_CHANGE at 'a.v': the type changed from INT to STRING",
            "UNSUPPORTED_TYPE_CHANGE at 'a.v': the type changed from INT to STRING");
  }

  @Test
  void messages_areHeadedByEngineAndDirection() {
    List<Incompatibility> found =
        changes("STRUCT R (a INT);", "STRUCT R (a BIGINT NOT NULL, b INT NOT NULL);");

    assertThat(Headings.without(found, Direction.BACKWARD)).isEmpty();
    assertThat(Headings.with(found, Direction.FORWARD))
        .containsExactly(
            """
            Logical compatibility (FLINK, forward): \
            NULLABLE_TO_NON_NULLABLE at 'a': values could be null, and may not be any more
            REQUIRED_FIELD_ADDED at 'b': the column is new, may not be null, and rows without it\
             have no value for it""",
            """
            Logical compatibility (ICEBERG_V2, forward): \
            NULLABLE_TO_NON_NULLABLE at 'a': values could be null, and may not be any more
            REQUIRED_FIELD_ADDED at 'b': the column is new, may not be null, and rows without it\
             have no value for it""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRUCT R (a INT, b TIMESTAMP(6), c TIME(9));|''",
        "STRUCT R ();|I:EMPTY_STRUCT",
        "STRUCT R (a ARRAY<STRUCT()>);|I:EMPTY_STRUCT",
        "STRUCT R (a INT, A INT);|I:FIELD_NAME_CASE_COLLISION",
        "STRUCT R (a R);|F:CYCLIC_TYPE I:CYCLIC_TYPE",
        "STRUCT A (b B); STRUCT B (a A, r INT); STRUCT R (x A, y INT); TYPE R;|F:CYCLIC_TYPE"
            + " I:CYCLIC_TYPE",
        "STRUCT R (a n.B);|F:UNRESOLVED_TYPE_REF I:UNRESOLVED_TYPE_REF",
        "STRUCT R (a DECIMAL(39, 0));|F:PRECISION_OUT_OF_RANGE I:PRECISION_OUT_OF_RANGE",
        "STRUCT R (a VARIANT);|I:UNREPRESENTABLE_TYPE",
        "STRUCT R (a TIMESTAMP(9), b TIMESTAMP_LTZ(7));|I:UNREPRESENTABLE_TYPE"
            + " I:UNREPRESENTABLE_TYPE"
      })
  void flaws_areWhatNoTableCanHave(String text, String expected) {
    assertThat(asked(flaws(text))).isEqualTo(expected);
  }

  @Test
  void flaw_hasAHeadingOfItsOwn() {
    assertThat(Headings.with(flaws("STRUCT R (a STRUCT());"), Direction.BACKWARD))
        .containsExactly(
            "Logical validity (ICEBERG_V2): EMPTY_STRUCT at 'a': a struct must have a field");
  }

  @Test
  void whatHasNoLogicalTypes_isFlawed_andNotCompared() {
    List<Incompatibility> found =
        Tables.flaws(
            CompatibilityPolicy.LOGICAL,
            () -> {
              throw new InvalidSchemaException("no");
            });

    assertThat(Headings.without(found, Direction.BACKWARD))
        .containsExactly("Schema cannot be represented as a logical type: no");
    assertThat(
            Tables.changes(
                CompatibilityPolicy.LOGICAL,
                List.of(),
                () -> Ddl.parse("STRUCT R ();"),
                () -> {
                  throw new InvalidSchemaException("no");
                }))
        .isEmpty();
  }

  @Test
  void otherPolicies_askNothing() {
    assertThat(Tables.flaws(CompatibilityPolicy.STRICT, () -> Ddl.parse("STRUCT R ();"))).isEmpty();
    assertThat(
            Tables.changes(
                CompatibilityPolicy.LENIENT,
                List.of(),
                () -> Ddl.parse("TYPE INT;"),
                () -> Ddl.parse("TYPE STRING;")))
        .isEmpty();
  }

  @Test
  void findings_areExplained() {
    Incompatibility found = changes("STRUCT R (a INT, b INT);", "STRUCT R (a INT);").get(0);

    assertThat(found.rule().sentence(found, Direction.BACKWARD))
        .isEqualTo("In a table of Iceberg, at b: the column is not there any more.");
    assertThat(found.rule().fix(found, Direction.BACKWARD)).contains("Keep the field.");
    assertThat(found.rule().fix(found, Direction.FORWARD)).contains("Add the field first.");
    assertThat(found.writer().value()).isEqualTo("INT");
    assertThat(found.reader().value()).isNull();
  }

  @Test
  void longChains_takeNoStack_norLongPaths() {
    int length = 20_000;
    String chain =
        IntStream.range(0, length)
            .mapToObj(i -> "STRUCT T%d (next T%d);\n".formatted(i, i + 1))
            .collect(Collectors.joining());
    String before = chain + "STRUCT T" + length + " (v INT);\nTYPE T0;";
    String after = chain + "STRUCT T" + length + " (v STRING);\nTYPE T0;";
    String ring = chain + "STRUCT T" + length + " (next T0);\nTYPE T0;";

    assertThat(flaws(before)).isEmpty();
    assertThat(asked(flaws(ring))).isEqualTo("F:CYCLIC_TYPE I:CYCLIC_TYPE");
    assertThat(changes(before, after))
        .hasSize(2)
        .allSatisfy(found -> assertThat(found.reader().path().length()).isLessThan(2_000));
  }

  @Test
  void names_areComparedPairwise_withinALimit() {
    assertThat(asked(changes(ring(1), ring(2))))
        .isEqualTo("F:COMPARISON_GIVEN_UP I:COMPARISON_GIVEN_UP");
  }

  /** Types that each use the next and another one: with another step, every pair is met. */
  private static String ring(int step) {
    int types = 500;
    return IntStream.range(0, types)
        .mapToObj(
            i -> "STRUCT T%d (x T%d, y T%d);\n".formatted(i, (i + 1) % types, (i + step) % types))
        .collect(Collectors.joining("", "", "TYPE T0;"));
  }
}
