package dev.stele.serde.client;

import static dev.stele.serde.client.ClientConfig.BASIC_AUTH_SOURCE;
import static dev.stele.serde.client.ClientConfig.BASIC_AUTH_USER_INFO;
import static dev.stele.serde.client.ClientConfig.BEARER_AUTH_SOURCE;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** What must be set because a source of credentials is. */
final class NeededSettings {
  private NeededSettings() {}

  /**
   * The value of a text or a password.
   *
   * @param source that needs it
   */
  static String get(AbstractConfig values, String setting, String source) {
    boolean secret = values.typeOf(setting) == ConfigDef.Type.PASSWORD;
    return check(
        secret ? values.getPassword(setting).value() : values.getString(setting), setting, source);
  }

  /** The value itself if there is one. */
  static String check(String value, String setting, String source) {
    if (value.isBlank()) {
      throw missing(setting, source);
    }
    return value;
  }

  static ConfigException missing(String setting, String source) {
    return new ConfigException(
        (setting.equals(BASIC_AUTH_USER_INFO) ? BASIC_AUTH_SOURCE : BEARER_AUTH_SOURCE)
            + " = "
            + source
            + " needs "
            + setting
            + ", which is not set");
  }
}
