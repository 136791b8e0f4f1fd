package dev.stele.schema.protobuf;

/**
 * One pass over a text before Wire's parser sees it. That parser calls itself for what stands in
 * brackets, for each comment in a row it copies those before, and for each message of a file it
 * looks through those before. Strings and comments are told from the rest as it does that.
 */
final class SafeText {
  /** How deep brackets of all kinds may be nested, and how many parts a name may have. */
  static final int MAX_DEPTH = 100;

  /** How many comments may follow each other in one line. */
  static final int MAX_COMMENTS = 100;

  /** How many messages and the like a file may have outside of each other. */
  static final int MAX_DECLARATIONS = 10_000;

  private final String text;
  private final char[] safe;
  private int declarations;
  private int depth;
  private int dots;

  // The row of comments that the current position is in or behind.
  private int comments;
  private int start;
  private int end;
  private boolean onNewLine;

  private SafeText(String text) {
    this.text = text;
    this.safe = text.toCharArray();
  }

  /**
   * The text; comments between others, in lines of their own, are blank. Places stay what they are.
   *
   * @throws LimitExceededException if a limit is exceeded
   */
  static char[] of(String text) {
    SafeText safe = new SafeText(text);
    int position = 0;
    while (position < text.length()) {
      position = safe.skip(position);
    }
    return safe.safe;
  }

  /** Looks at what is at a position, and returns the position behind it. */
  private int skip(int position) {
    char c = text.charAt(position);
    if (text.startsWith("//", position)) {
      return comment(position, indexAfter("\n", position + 2));
    }
    if (text.startsWith("/*", position)) {
      return comment(position, indexAfter("*/", position + 2));
    }
    if (c > ' ') {
      comments = 0;
    }
    return c == '"' || c == '\'' ? indexAfterString(position) : symbol(c, position);
  }

  private int symbol(char c, int position) {
    switch (c) {
      case '{', '[', '<' -> open(c);
      case '}', ']', '>' -> depth--;
      case '.' -> dots++;
      case ';', ',', '=', ':' -> dots = 0;
      default -> {}
    }
    if (dots > MAX_DEPTH) {
      throw new LimitExceededException("A name has more than " + MAX_DEPTH + " parts");
    }
    return position + 1;
  }

  private void open(char bracket) {
    if (bracket == '{' && depth == 0 && ++declarations > MAX_DECLARATIONS) {
      throw new LimitExceededException(
          "More than " + MAX_DECLARATIONS + " declarations beside each other");
    }
    dots = 0;
    if (++depth > MAX_DEPTH) {
      throw new LimitExceededException("Nested more than " + MAX_DEPTH + " deep");
    }
  }

  private int comment(int from, int to) {
    boolean newLine = comments > 0 && text.substring(end - 1, from).contains("\n");
    if (comments > 1 && onNewLine) {
      blank(start, end);
      comments--;
    }
    if (++comments > MAX_COMMENTS) {
      throw new LimitExceededException("More than " + MAX_COMMENTS + " comments in one line");
    }
    onNewLine = newLine;
    start = from;
    end = to;
    return to;
  }

  private void blank(int from, int to) {
    for (int i = from; i < to; i++) {
      safe[i] = safe[i] == '\n' ? '\n' : ' ';
    }
  }

  private int indexAfter(String end, int from) {
    int index = text.indexOf(end, from);
    return index < 0 ? text.length() : index + end.length();
  }

  private int indexAfterString(int from) {
    char quote = text.charAt(from);
    int index = from + 1;
    while (index < text.length() && text.charAt(index) != quote) {
      index += text.charAt(index) == '\\' ? 2 : 1;
    }
    return index + 1;
  }
}
