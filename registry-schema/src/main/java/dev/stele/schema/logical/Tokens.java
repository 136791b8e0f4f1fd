package dev.stele.schema.logical;

import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.logical.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The parts of a DDL text, read one after the other. */
final class Tokens {
  /** How many names a path has. */
  private static final int MAX_PARTS = 100;

  private static final int MAX_NAME = 500;

  private final String text;
  private final List<Token> tokens;
  private int at;

  /**
   * @throws InvalidSchemaException if the text cannot be taken apart
   */
  Tokens(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  /** Where reading has come to. */
  record Mark(int at) {}

  Mark mark() {
    return new Mark(at);
  }

  void backTo(Mark mark) {
    at = mark.at();
  }

  /** Leaves out what stands before a symbol. */
  void skipTo(char symbol) {
    while (peek().kind() != Kind.END && !peek().isSymbol(symbol)) {
      take();
    }
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The one behind the next; the end if there is none. */
  Token second() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token take() {
    Token next = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return next;
  }

  boolean sees(String word) {
    return peek().isWord(word);
  }

  /** Takes words if all of them are next. */
  boolean takes(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (at + i >= tokens.size() || !tokens.get(at + i).isWord(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  boolean takes(char symbol) {
    boolean next = peek().isSymbol(symbol);
    if (next) {
      take();
    }
    return next;
  }

  void require(String word) {
    if (!takes(word)) {
      throw expected(word);
    }
  }

  void require(char symbol) {
    if (!takes(symbol)) {
      throw expected("'" + symbol + "'");
    }
  }

  String text(String what) {
    return take(Kind.TEXT, what).text();
  }

  /** A number without a fraction, from 0 to that of {@code int}. */
  int size() {
    Token number = take(Kind.NUMBER, "a number");
    try {
      return Integer.parseInt(number.text());
    } catch (NumberFormatException e) {
      throw error(number, number.text() + " is not an integer from 0 to " + Integer.MAX_VALUE);
    }
  }

  String name(String what) {
    if (!peek().isName()) {
      throw expected(what);
    }
    return take().text();
  }

  /** Names with dots between them. */
  String path(String what) {
    Token first = peek();
    StringBuilder path = new StringBuilder(name(what));
    for (int parts = 1; takes('.'); parts++) {
      if (parts == MAX_PARTS) {
        throw error(first, "more than " + MAX_PARTS + " names with dots between them");
      }
      path.append('.').append(name("a name after the dot"));
    }
    if (path.length() > MAX_NAME) {
      throw error(first, "a name of more than " + MAX_NAME + " characters");
    }
    return path.toString();
  }

  /** One or more in parentheses, with commas between them. */
  <T> List<T> list(char open, char close, Supplier<T> item) {
    require(open);
    List<T> items = new ArrayList<>();
    do {
      items.add(item.get());
    } while (takes(','));
    require(close);
    return items;
  }

  /** What stands between the next parenthesis and the one that closes it, as written. */
  String enclosed() {
    int start = peek().end();
    require('(');
    int depth = 1;
    while (true) {
      Token next = take();
      if (next.kind() == Kind.END) {
        throw error(next, "a parenthesis is not closed");
      }
      if (next.isSymbol('(')) {
        depth++;
      } else if (next.isSymbol(')')) {
        depth--;
      }
      if (depth == 0) {
        return text.substring(start, next.start()).strip();
      }
    }
  }

  private Token take(Kind kind, String what) {
    if (peek().kind() != kind) {
      throw expected(what);
    }
    return take();
  }

  InvalidSchemaException expected(String what) {
    Token found = peek();
    String seen =
        found.kind() == Kind.END
            ? "the end"
            : "'" + text.substring(found.start(), found.end()) + "'";
    return error(found, "expected " + what + ", found " + seen);
  }

  InvalidSchemaException error(Token token, String what) {
    return Lexer.error(text, token.start(), what);
  }
}
