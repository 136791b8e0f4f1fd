package dev.stele.schema.logical;

import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.logical.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a DDL text apart. Comments are those of Java. */
final class Lexer {
  /** The most characters of a text. */
  static final int MAX_CHARS = 1_000_000;

  private static final String SYMBOLS = "(),;<>=.-+*/%|![]";

  private static final Pattern NUMBER =
      Pattern.compile("(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * The parts, and {@link Kind#END} behind them.
   *
   * @throws InvalidSchemaException if something is none, or the text is too long
   */
  static List<Token> tokens(String text) {
    if (text.length() > MAX_CHARS) {
      throw new InvalidSchemaException(
          "Too large: %d characters of %d that are allowed".formatted(text.length(), MAX_CHARS));
    }
    return new Lexer(text).all();
  }

  /** What is wrong, and where. */
  static InvalidSchemaException error(String text, int at, String what) {
    int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    int column = at - text.lastIndexOf('\n', at - 1);
    return new InvalidSchemaException(
        "Parse error at line %d, col %d: %s".formatted(line, column, what));
  }

  private List<Token> all() {
    skipBlanks();
    while (at < text.length()) {
      next();
      skipBlanks();
    }
    add(Kind.END, "the end", at);
    return tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\'' || c == '`') {
      int end = closing(at);
      String quote = String.valueOf(c);
      add(
          c == '`' ? Kind.QUOTED_NAME : Kind.TEXT,
          text.substring(at + 1, end).replace(quote + quote, quote),
          end + 1);
    } else if ((c == 'x' || c == 'X') && text.startsWith("'", at + 1)) {
      bytes();
    } else if (Words.isStart(c)) {
      int end = at;
      while (end < text.length() && Words.isPart(text.charAt(end))) {
        end++;
      }
      add(Kind.WORD, text.substring(at, end), end);
    } else if (startsNumber(at) || (c == '.' && startsNumber(at + 1))) {
      Matcher number = NUMBER.matcher(text).region(at, text.length());
      if (number.lookingAt()) {
        add(Kind.NUMBER, number.group(), number.end());
      }
    } else if (SYMBOLS.indexOf(c) >= 0) {
      add(Kind.SYMBOL, String.valueOf(c), at + 1);
    } else {
      throw error(
          text, at, "unexpected character '" + Character.toString(text.codePointAt(at)) + "'");
    }
  }

  private boolean startsNumber(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private void bytes() {
    int end = closing(at + 1);
    String hex = text.substring(at + 2, end);
    if (hex.length() % 2 != 0
        || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
      throw error(text, at, "bytes are not pairs of hexadecimal digits");
    }
    add(Kind.BYTES, hex, end + 1);
  }

  /** The index of the quote that closes what one opens; two of them are one inside of it. */
  private int closing(int open) {
    char quote = text.charAt(open);
    int end = text.indexOf(quote, open + 1);
    while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == quote) {
      end = text.indexOf(quote, end + 2);
    }
    if (end < 0) {
      throw error(text, open, "the quote is not closed");
    }
    return end;
  }

  private void add(Kind kind, String meaning, int end) {
    tokens.add(new Token(kind, meaning, at, end));
    at = end;
  }

  private void skipBlanks() {
    int before;
    do {
      before = at;
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw error(text, at, "a comment has no end");
        }
        at = end + 2;
      }
    } while (at > before);
  }
}
