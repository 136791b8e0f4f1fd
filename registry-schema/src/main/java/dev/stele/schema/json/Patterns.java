package dev.stele.schema.json;

import java.util.regex.PatternSyntaxException;

/** The regular expressions of schemas that are compared; each is asked for few texts. */
final class Patterns {
  private Patterns() {}

  /** Whether this can be used as a pattern. */
  static boolean isValid(String regex) {
    try {
      BoundedPattern.of(regex);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /** As {@link BoundedPattern#find}; false if the pattern is not valid. */
  static boolean find(String regex, String text) {
    try {
      return BoundedPattern.of(regex).find(text);
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
