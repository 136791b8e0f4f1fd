package dev.stele.schema.json;

import static dev.stele.schema.hostile.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "^a", "(?<n>a)", "(?i)x", "\\p{L}", "(?=a)", "(a)\\1", "[a&&[^b]]"})
  void isValid_whatJavaReads_is(String regex) {
    assertThat(Patterns.isValid(regex)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "a{2,1}", "(", "*", "\\p{Nothing}"})
  void isValid_whatJavaDoesNotRead_isNot(String regex) {
    assertThat(Patterns.isValid(regex)).isFalse();
  }

  @Test
  void isValid_nestedTooDeep_isNot() {
    String regex = "(".repeat(100_000) + ")".repeat(100_000);

    assertThat(soon(() -> Patterns.isValid(regex))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "b, abc, true",
    "^b, abc, false",
    "^x-, x-rate, true",
    "c$, abc, true",
    "'^(?=.*a)(?!.*b)', ca, true",
    "'^(?=.*a)(?!.*b)', cab, false",
    "(a+)-\\1$, aa-aa, true",
    "^[a-z&&[^b]]$, b, false"
  })
  void find_asJavaDoes(String regex, String text, boolean found) {
    assertThat(Patterns.find(regex, text)).isEqualTo(found);
  }

  /** Each takes Java more steps than there are atoms, and RE2/J one for each character. */
  @ParameterizedTest
  @CsvSource({"^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(.*)*$", "(x+x+)+y|^(a*)*b?$"})
  void find_exponentialInJava_isStillRight(String regex) {
    String text = "a".repeat(2_000);

    assertThat(soon(() -> Patterns.find(regex, text))).isTrue();
    assertThat(soon(() -> Patterns.find(regex, text + "\n!"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"^(a+)+\\1$", "^(?=(a+)+$)", "^((a{1000}){1000}){1000}(a+)+$"})
  void find_tooLongForBoth_isNotFound(String regex) {
    assertThat(soon(() -> Patterns.find(regex, "a".repeat(2_000) + "!"))).isFalse();
  }
}
