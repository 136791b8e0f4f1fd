package dev.stele.schema.json;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression in the language of {@code java.util.regex}, as the reference registry reads
 * them. That engine may take exponential time, so it gets a number of steps; what takes longer is
 * left to RE2/J, which takes linear time and knows nearly the same language. Immutable and
 * thread-safe.
 */
public final class BoundedPattern {
  /** How often the characters of a text may be looked at in one search. */
  static final int MAX_STEPS = 100_000;

  /**
   * How large a pattern may be for RE2/J, in characters times its counts: it writes out {@code
   * x{1000}}.
   */
  static final int MAX_UNFOLDED = 100_000;

  private static final Pattern COUNT = Pattern.compile("\\{\\d*,?(\\d{1,9})\\}");

  private final Pattern pattern;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Compiles a regular expression.
   *
   * @throws PatternSyntaxException if it is none, or is nested too deep
   */
  public static BoundedPattern of(String regex) {
    try {
      return new BoundedPattern(Pattern.compile(regex));
    } catch (StackOverflowError e) {
      throw new PatternSyntaxException("nested too deep", regex, -1);
    }
  }

  /** Whether a part of the text matches; false if that takes too long to find out. */
  public boolean find(String text) {
    try {
      return pattern.matcher(new Watched(text, new Steps())).find();
    } catch (TooManySteps | StackOverflowError e) {
      return findInLinearTime(pattern.pattern(), text);
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
