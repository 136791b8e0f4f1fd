package dev.stele.schema.logical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.schema.InvalidSchemaException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a DDL text may look like, and what it looks like when it is printed. */
final class DdlTest {
  private static String printed(String text) {
    return Ddl.print(Ddl.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STRUCT R (a INT NOT NULL);\n",
        "TYPE STRUCT(a STRING) NOT NULL;\n",
        "TYPE INT;\n",
        "NAMESPACE a.b;\nSTRUCT a.b.R (x a.b.S NOT NULL, y c.d.T);\nSTRUCT a.b.S (z INT);\n",
        "STRUCT R (\n  a INT,\n  b DECIMAL(10, 2) NOT NULL,\n  c TIMESTAMP_LTZ(3)\n);\n",
        "STRUCT R (a CHAR(3), b VARBINARY(7)) COMMENT 'it''s' TAGS('PII', 'x') WITH('k' = 'v');\n",
        "ENUM E ('A', 'B' COMMENT 'b' WITH('k' = 'v'));\n",
        "STRUCT R (a INT NOT NULL DEFAULT -1, b STRING DEFAULT 'x''y');\n",
        "STRUCT R (a BYTES NOT NULL DEFAULT x'00FF', b BOOLEAN DEFAULT NULL);\n",
        "STRUCT R (a DATE DEFAULT '2020-01-31', b TIME(3) DEFAULT '12:30:00.5');\n",
        "STRUCT R (a ARRAY<INT NOT NULL> NOT NULL DEFAULT '[1]');\n",
        "STRUCT R (\n  a INT CHECK (a > (1 + 2)),\n  CONSTRAINT c CHECK (a <> 7) MESSAGE 'no'\n);\n",
        "STRUCT R (u UNION(i INT, s STRING NOT NULL COMMENT 'text'));\n",
        "STRUCT R (m MAP<STRING NOT NULL, ARRAY<MULTISET<INT>>> NOT NULL);\n",
        "STRUCT R (select INT, map `end`.`b c`);\n",
        "STRUCT A (x INT);\nSTRUCT B (y INT);\n",
        "STRUCT A (x INT);\nSTRUCT B (y INT);\nTYPE B NOT NULL;\n",
        "STRUCT A (x INT);\nTYPE A;\n",
        "STRUCT Outer (i Outer.Inner);\nSTRUCT Outer.Inner (x Outer);\nTYPE Outer NOT NULL;\n",
        "USING TYPE Ref1 FOR 'other.json';\nSTRUCT R (a Ref1);\n",
        "STRUCT R (e ENUM('A'), v VARIANT);\n",
        "STRUCT E ();\n"
      })
  void canonicalText_isPrintedAsItIs(String text) {
    assertThat(printed(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type integer not null|TYPE INT NOT NULL;",
        "TYPE DOUBLE PRECISION|TYPE DOUBLE;",
        "TYPE REAL NULL|TYPE FLOAT;",
        "TYPE DEC|TYPE DECIMAL(10, 0);",
        "TYPE NUMERIC(4)|TYPE DECIMAL(4, 0);",
        "TYPE CHARACTER VARYING(5)|TYPE VARCHAR(5);",
        "TYPE CHAR|TYPE CHAR(1);",
        "TYPE BINARY VARYING(5)|TYPE VARBINARY(5);",
        "TYPE TIME|TYPE TIME(0);",
        "TYPE TIMESTAMP|TYPE TIMESTAMP(6);",
        "TYPE TIMESTAMP(3) WITHOUT TIME ZONE|TYPE TIMESTAMP(3);",
        "TYPE TIMESTAMP(3) WITH LOCAL TIME ZONE|TYPE TIMESTAMP_LTZ(3);",
        "TYPE INT NOT NULL ARRAY NOT NULL MULTISET|TYPE MULTISET<ARRAY<INT NOT NULL> NOT NULL>;",
        "TYPE STRUCT<a INT 'said'>|TYPE STRUCT(a INT COMMENT 'said');",
        "NAMESPACE n; STRUCT R (a S); STRUCT S (b INT)"
            + "|NAMESPACE n; STRUCT n.R (a n.S); STRUCT n.S (b INT);",
        "/* a */ TYPE // b |TYPE INT;"
      })
  void otherSpellings_meanTheSame(String text, String canonical) {
    String sent = text.replace("// b", "// b\n INT");
    assertThat(printed(sent).replace(";\n", "; ").strip()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRUCT R (a)|line 1, col 12: expected a type, found ')'",
        "STRUCT R (a INT|line 1, col 16: expected ')', found the end",
        "STRUCT R (select INT DEFAULT 'x')|the default of select must be an integer of 32 bits",
        "STRUCT R (a TINYINT DEFAULT 200)|the default of a must be an integer of 8 bits",
        "STRUCT R (a DECIMAL(3, 1) DEFAULT 100)|does not fit into 3 digits, 1 of them decimals",
        "STRUCT R (a CHAR(2) DEFAULT 'x')|has a length of 1, not 2",
        "STRUCT R (a DATE DEFAULT '2020-02-30')|must be a day",
        "STRUCT R (a TIME(1) DEFAULT '12:00:00.12')|no more decimals than its type",
        "STRUCT R (a INT, a INT)|Duplicate field: a",
        "STRUCT R (a INT); STRUCT R (b INT)|Duplicate named type: R",
        "STRUCT A (b B); STRUCT B (a A)|Which type is meant is not clear",
        "''|No type to register",
        "TYPE TIME(10)|TIME precision must be in [0, 9], got 10",
        "USING TYPE X FOR 'u'; TYPE INT|USING TYPE X is not used",
        "STRUCT A (x INT); STRUCT A.B (y INT); TYPE A.B|A.B is nested",
        "STRUCT A (x INT); STRUCT A.B.C (y INT)|what is between them is not declared",
        "TYPE INT; TYPE INT|expected a declaration, TYPE or the end, found 'TYPE'",
        "STRUCT R (a 'x')|expected a type",
        "TYPE INT #|unexpected character '#'",
        "STRUCT R (a BYTES DEFAULT x'0')|not pairs of hexadecimal digits"
      })
  void whatIsWrong_isSaidWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> Ddl.parse(text))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessageContaining(message);
  }
}
