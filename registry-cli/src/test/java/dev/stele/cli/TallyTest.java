package dev.stele.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''        | 2 sent, 0 failed",
        "4         | 2 sent, 1 failed (line 4)",
        "4 4       | 2 sent, 1 failed (line 4)",
        "9 4 8 7   | 2 sent, 4 failed (lines 4, 7-9)",
        "1 2       | 2 sent, 2 failed (lines 1-2)",
      })
  void toString_failedLines_areRanges(String failed, String expected) {
    Tally tally = new Tally();
    tally.sent();
    tally.sent();
    Stream.of(failed.split(" "))
        .filter(s -> !s.isEmpty())
        .map(Long::valueOf)
        .forEach(tally::failed);

    assertThat(tally).hasToString(expected);
  }

  @Test
  void toString_manyRanges_saysWhereTheRestBegins() {
    Tally tally = new Tally();
    LongStream.rangeClosed(1, 1000).map(line -> 2 * line).forEach(tally::failed);

    assertThat(tally.toString())
        .startsWith("0 sent, 1,000 failed (lines 2, 4, 6")
        .endsWith("and more from line 42 on, see above)");
  }
}
