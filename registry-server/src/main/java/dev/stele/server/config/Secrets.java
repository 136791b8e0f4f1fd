package dev.stele.server.config;

import java.util.Locale;

/** Tells which settings must not be shown. */
public final class Secrets {
  private static final String MASK = "[hidden]";

  private Secrets() {}

  /** The value for people to read. */
  public static String masked(String key, String value) {
    return isSecret(key) ? MASK : value;
  }

  static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return name.contains("password")
        || name.contains("secret")
        || name.contains("jaas")
        || name.contains("keystore.key")
        || name.contains("token");
  }
}
