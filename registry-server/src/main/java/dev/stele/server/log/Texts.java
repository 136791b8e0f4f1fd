package dev.stele.server.log;

/** Foreign text made fit for a log line. */
final class Texts {
  private static final int MAX_LENGTH = 200;

  private Texts() {}

  /** The text on one line, cut after {@value #MAX_LENGTH} characters. */
  static String shortened(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), MAX_LENGTH); i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return text.length() > MAX_LENGTH ? line.append('…').toString() : line.toString();
  }
}
