package dev.stele.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An input's lines, numbered from 1; a line that can't be read does not spoil the next one. */
final class Lines {
  /** As long as the largest request the registry takes, and ten times Kafka's default message. */
  static final int LINE_BYTES_MAX = 10 << 20;

  private final InputStream in;
  private long number;

  Lines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /**
   * One line.
   *
   * @param text without the line's end; empty if {@code defect} is not
   * @param defect why there is no text
   */
  record Line(long number, String text, Optional<String> defect) {
    boolean isBlank() {
      return defect.isEmpty() && text.isBlank();
    }
  }

  /** The next line, or empty at the end of the input. */
  Optional<Line> next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    boolean tooLong = false;
    int read = in.read();
    if (read < 0) {
      return Optional.empty();
    }
    while (read >= 0 && read != '\n') {
      if (bytes.size() < LINE_BYTES_MAX) {
        bytes.write(read);
      } else {
        tooLong = true;
      }
      read = in.read();
    }
    number++;
    return Optional.of(
        tooLong ? defect("longer than " + LINE_BYTES_MAX + " bytes") : decoded(bytes));
  }

  private Line decoded(ByteArrayOutputStream bytes) {
    try {
      // Strict: a replacement character would be sent as if it had been written.
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      return new Line(number, text.strip(), Optional.empty());
    } catch (CharacterCodingException e) {
      return defect("not UTF-8");
    }
  }

  private Line defect(String reason) {
    return new Line(number, "", Optional.of(reason));
  }
}
