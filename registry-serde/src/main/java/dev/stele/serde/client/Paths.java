package dev.stele.serde.client;

import java.nio.charset.StandardCharsets;

/** Percent-encodes what goes into the registry's paths and queries. */
final class Paths {
  private static final String PLAIN = "-._~:";

  private Paths() {}

  static String encode(String value) {
    StringBuilder encoded = new StringBuilder(value.length() + 8);
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || PLAIN.indexOf(b) >= 0;
      if (plain) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }

  static String subject(String subject) {
    return "/subjects/" + encode(subject);
  }

  static String version(String subject, String version) {
    return subject(subject) + "/versions/" + version;
  }

  /** The context part of a qualified name, {@code :.ctx:}; empty for the default context. */
  static String contextOf(String subject) {
    if (!subject.startsWith(":.")) {
      return "";
    }
    int end = subject.indexOf(':', 2);
    return end < 0 ? "" : subject.substring(0, end + 1);
  }
}
