package dev.stele.serde.internal;

import java.util.Collection;
import java.util.Optional;

/** Finds what a misspelt name was meant to be. */
public final class Spelling {
  private Spelling() {}

  /**
   * The first candidate that one edit (insert, drop, replace, swap neighbours) makes of the name.
   */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    return candidates.stream().filter(candidate -> oneEditAway(name, candidate)).findFirst();
  }

  static boolean oneEditAway(String a, String b) {
    if (a.length() > b.length()) {
      return oneEditAway(b, a);
    }
    int i = 0;
    while (i < a.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    if (b.length() - a.length() == 1) {
      return a.substring(i).equals(b.substring(i + 1));
    }
    if (a.length() != b.length() || i == a.length()) {
      return false;
    }
    boolean replaced = a.substring(i + 1).equals(b.substring(i + 1));
    boolean swapped =
        i + 1 < a.length()
            && a.charAt(i) == b.charAt(i + 1)
            && a.charAt(i + 1) == b.charAt(i)
            && a.substring(i + 2).equals(b.substring(i + 2));
    return replaced || swapped;
  }
}
