package dev.stele.schema.logical;

import static dev.stele.schema.hostile.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.schema.InvalidSchemaException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold for every schema and every text, tried on some made by chance. */
final class DdlPropertiesTest {
  private static final int TRIES = 2_000;

  @Test
  void whatIsPrinted_isReadAsTheSame() {
    for (int seed = 0; seed < TRIES; seed++) {
      LogicalSchema schema = new RandomTypes(seed, false).schema();
      assertThat(Ddl.parse(Ddl.print(schema))).as(Ddl.print(schema)).isEqualTo(schema);
    }
  }

  @Test
  void brokenTexts_areRefusedOrUnderstood() {
    for (int seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(Ddl.print(new RandomTypes(seed, false).schema()));
      for (int i = 0; i < 3; i++) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.deleteCharAt(at).append(' ');
        } else {
          text.insert(at, "()<>,;'`x-.0 STRUCT".charAt(random.nextInt(19)));
        }
      }
      assertUnderstoodOrRefused(text.toString());
    }
  }

  private static void assertUnderstoodOrRefused(String text) {
    try {
      Ddl.print(Ddl.parse(text));
    } catch (InvalidSchemaException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  @Test
  void theDeepestType_isReadAndPrinted() {
    int depth = Effort.MAX_DEPTH - 1;
    String text = "TYPE " + "STRUCT(a ".repeat(depth) + "INT" + ")".repeat(depth) + ";\n";
    assertThat(soon(() -> Ddl.print(Ddl.parse(text)))).isEqualTo(text);
  }

  @Test
  void hostileTexts_endSoon() {
    for (String text :
        new String[] {
          "TYPE " + "ARRAY<".repeat(100_000),
          "TYPE INT" + " ARRAY".repeat(100_000),
          "TYPE " + "STRUCT(a ".repeat(100_000),
          "TYPE INT" + " ".repeat(900_000) + "?",
          "STRUCT R (a INT CHECK " + "(".repeat(400_000),
          "TYPE '" + "''".repeat(400_000),
          "TYPE a" + ".a".repeat(400_000) + ";;",
          "x".repeat(1_000_001)
        }) {
      assertThatThrownBy(() -> soon(() -> Ddl.print(Ddl.parse(text))))
          .hasRootCauseInstanceOf(InvalidSchemaException.class);
    }
  }
}
