package dev.stele.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.cli.Lines.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void next_anyLineEnd_countsFromOne() throws Exception {
    assertThat(lines("{\"a\": 1}\r\n\n  2 \n\"ä\"".getBytes(UTF_8)))
        .containsExactly(
            new Line(1, "{\"a\": 1}", Optional.empty()),
            new Line(2, "", Optional.empty()),
            new Line(3, "2", Optional.empty()),
            new Line(4, "\"ä\"", Optional.empty()));
  }

  @Test
  void next_emptyInput_isTheEnd() throws Exception {
    assertThat(lines(new byte[0])).isEmpty();
  }

  @Test
  void next_malformedUtf8_spoilsThatLineOnly() throws Exception {
    byte[] input = {'1', '\n', '"', (byte) 0xff, '"', '\n', '3', '\n'};

    assertThat(lines(input))
        .containsExactly(
            new Line(1, "1", Optional.empty()),
            new Line(2, "", Optional.of("not UTF-8")),
            new Line(3, "3", Optional.empty()));
  }

  @Test
  void next_lineBeyondTheLimit_spoilsThatLineOnly() throws Exception {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    byte[] longest = new byte[Lines.LINE_BYTES_MAX];
    Arrays.fill(longest, (byte) '1');
    input.write(longest);
    input.write('\n');
    input.write(longest);
    input.write("1\n3".getBytes(UTF_8));

    List<Line> lines = lines(input.toByteArray());

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).text()).hasSize(Lines.LINE_BYTES_MAX);
    assertThat(lines.get(1).defect()).hasValueSatisfying(d -> assertThat(d).contains("longer"));
    assertThat(lines.get(2)).isEqualTo(new Line(3, "3", Optional.empty()));
  }

  private static List<Line> lines(byte[] input) throws IOException {
    Lines lines = new Lines(new ByteArrayInputStream(input));
    List<Line> all = new ArrayList<>();
    for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
      all.add(line.get());
    }
    return all;
  }
}
