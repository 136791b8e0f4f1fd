package dev.stele.serde.internal.rules;

/**
 * Matches the paths that metadata gives tags to: {@code *} stands for anything but dots, {@code **}
 * for anything, {@code ?} for one character that is no dot; {@code \} makes the next character mean
 * itself; {@code **.*} is {@code **}.
 */
final class TagPattern {
  private TagPattern() {}

  /** Takes time in proportion to the product of the lengths: patterns come from outside. */
  static boolean matches(String pattern, String path) {
    String glob = pattern.replace("**.*", "**");
    boolean[] reached = new boolean[path.length() + 1];
    reached[0] = true;
    for (int i = 0; i < glob.length(); i++) {
      char symbol = glob.charAt(i);
      if (symbol == '*') {
        boolean anything = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
        i += anything ? 1 : 0;
        stretch(reached, path, anything);
      } else if (symbol == '\\' && i + 1 < glob.length()) {
        i++;
        step(reached, path, glob.charAt(i), false);
      } else {
        step(reached, path, symbol, symbol == '?');
      }
    }
    return reached[path.length()];
  }

  private static void stretch(boolean[] reached, String path, boolean anything) {
    for (int i = 0; i < path.length(); i++) {
      reached[i + 1] |= reached[i] && (anything || path.charAt(i) != '.');
    }
  }

  private static void step(boolean[] reached, String path, char symbol, boolean any) {
    for (int i = path.length(); i > 0; i--) {
      char c = path.charAt(i - 1);
      reached[i] = reached[i - 1] && (any ? c != '.' : c == symbol);
    }
    reached[0] = false;
  }
}
