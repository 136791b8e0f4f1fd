package dev.stele.schema.protobuf;

import java.util.List;
import java.util.function.Consumer;

/** Text in lines, indented by two blanks a level. */
final class Layout {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();
  private int level;
  private boolean lineStart = true;

  /** Adds to the line; what contains line ends keeps them as they are. */
  Layout add(String part) {
    if (lineStart) {
      text.append(INDENT.repeat(level));
      lineStart = false;
    }
    text.append(part);
    return this;
  }

  /** Ends the line. */
  void end(String part) {
    add(part);
    text.append('\n');
    lineStart = true;
  }

  /** Goes to the start of a line, if it is not there. */
  void freshLine() {
    if (!lineStart) {
      end("");
    }
  }

  /**
   * Goes to the start of a line and if it is there, leaves an empty one. As in the reference
   * registry, an empty line inside a nested block is indented like the line that opened the block.
   */
  void section() {
    if (lineStart) {
      text.append(INDENT.repeat(Math.max(0, level - 1))).append('\n');
    } else {
      freshLine();
    }
  }

  /** Prints items one after the other, apart from what was before. */
  <T> void section(List<T> items, Consumer<? super T> print) {
    if (!items.isEmpty()) {
      section();
      items.forEach(print);
    }
  }

  /** Prints items one after the other, each in a line of its own. */
  <T> void lines(List<T> items, Consumer<? super T> print) {
    if (!items.isEmpty()) {
      freshLine();
      items.forEach(print);
    }
  }

  /** Prints braces around something, in one line if that prints nothing. */
  void block(String head, Runnable body) {
    add(head).add(" {");
    indented(body);
    add("}");
  }

  /** Does something one level further in. */
  void indented(Runnable body) {
    level++;
    body.run();
    level--;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
