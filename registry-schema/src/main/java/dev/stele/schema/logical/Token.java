package dev.stele.schema.logical;

import java.util.Locale;

/**
 * A part of a DDL text.
 *
 * @param text of names, texts and bytes what they mean, of others as written
 * @param start the index of its first character
 * @param end the index behind its last one
 */
record Token(Kind kind, String text, int start, int end) {
  enum Kind {
    WORD,
    QUOTED_NAME,
    TEXT,
    BYTES,
    NUMBER,
    SYMBOL,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.toUpperCase(Locale.ROOT).equals(word);
  }

  boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(0) == symbol;
  }

  /** Whether it can be a name or part of one. */
  boolean isName() {
    return kind == Kind.QUOTED_NAME || (kind == Kind.WORD && !Words.isReserved(text));
  }
}
