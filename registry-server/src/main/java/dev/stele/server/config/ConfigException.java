package dev.stele.server.config;

/** A setting with which the server must not start; the message names key and value. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(String message) {
    super(message);
  }

  /** A value that its key does not allow. */
  static ConfigException of(String key, String value, String why) {
    return new ConfigException(key + "=" + Secrets.masked(key, value) + ": " + why);
  }
}
