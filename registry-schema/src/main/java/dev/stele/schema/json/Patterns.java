package dev.stele.schema.json;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The regular expressions of schemas, in the language of {@code java.util.regex}, as the reference
 * registry reads them. That engine may take exponential time, so it gets a number of steps; what
 * takes longer is left to RE2/J, which takes linear time and knows nearly the same language.
 */
final class Patterns {
  /** How often the characters of a text may be looked at in one search. */
  static final int MAX_STEPS = 100_000;

  /**
   * How large a pattern may be for RE2/J, in characters times its counts: it writes out {@code
   * x{1000}}.
   */
  static final int MAX_UNFOLDED = 100_000;

  private static final Pattern COUNT = Pattern.compile("\\{\\d*,?(\\d{1,9})\\}");

  private Patterns() {}

  /** Whether this can be used as a pattern. */
  static boolean isValid(String regex) {
    try {
      Pattern.compile(regex);
      return true;
    } catch (PatternSyntaxException | StackOverflowError e) {
      return false;
    }
  }

  /**
   * Whether a part of the text matches. False if that takes too long to find out, and if the
   * pattern is not valid.
   */
  static boolean find(String regex, String text) {
    try {
      return Pattern.compile(regex).matcher(new Watched(text, new Steps())).find();
    } catch (PatternSyntaxException e) {
      return false;
    } catch (TooManySteps | StackOverflowError e) {
      return findInLinearTime(regex, text);
    }
  }

  private static boolean findInLinearTime(String regex, String text) {
    if (unfoldedChars(regex) > MAX_UNFOLDED) {
      return false;
    }
    try {
      return com.google.re2j.Pattern.compile(regex).matcher(text).find();
    } catch (com.google.re2j.PatternSyntaxException | StackOverflowError e) {
      return false;
    }
  }

  private static double unfoldedChars(String regex) {
    return COUNT
        .matcher(regex)
        .results()
        .mapToDouble(count -> Double.parseDouble(count.group(1)))
        .reduce(regex.length(), (size, times) -> size * Math.max(1, times));
  }

  /** Counts down while a search looks at characters. */
  private static final class Steps {
    private int left = MAX_STEPS;

    void take() {
      if (--left < 0) {
        throw new TooManySteps();
      }
    }
  }

  private record Watched(CharSequence text, Steps steps) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      steps.take();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super(null, null, false, false);
    }
  }
}
