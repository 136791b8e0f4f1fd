package dev.stele.serde.client;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The options of the Kafka client's login module: {@code Module required username="me" …;}, the
 * form of a {@link javax.security.auth.login.Configuration} entry.
 */
final class JaasOptions {
  private JaasOptions() {}

  /**
   * The options in {@code sasl.jaas.config}.
   *
   * @param wantedBy the setting that says to take them
   * @throws ConfigException if it is not there or not of that form; does not repeat it
   */
  static Map<String, String> of(Map<String, ?> configs, String wantedBy) {
    Object given = configs.get(SaslConfigs.SASL_JAAS_CONFIG);
    String text = given instanceof Password secret ? secret.value() : text(given);
    if (text.isBlank()) {
      throw new ConfigException(
          wantedBy + " needs " + SaslConfigs.SASL_JAAS_CONFIG + ", which is not set");
    }
    try {
      return parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static Map<String, String> parse(String text) throws IOException {
    StreamTokenizer tokens = new StreamTokenizer(new StringReader(text));
    tokens.slashSlashComments(true);
    tokens.slashStarComments(true);
    tokens.wordChars('-', '-');
    tokens.wordChars('_', '_');
    tokens.wordChars('$', '$');
    // Numbers are texts here.
    tokens.ordinaryChars('0', '9');
    tokens.ordinaryChar('.');
    tokens.wordChars('0', '9');
    tokens.wordChars('.', '.');
    word(tokens);
    word(tokens);
    Map<String, String> options = new HashMap<>();
    while (tokens.nextToken() != ';') {
      tokens.pushBack();
      String name = word(tokens);
      if (tokens.nextToken() != '=') {
        throw malformed();
      }
      options.put(name, word(tokens));
    }
    return options;
  }

  private static String word(StreamTokenizer tokens) throws IOException {
    int kind = tokens.nextToken();
    if (kind != StreamTokenizer.TT_WORD && kind != '"' && kind != '\'') {
      throw malformed();
    }
    return tokens.sval;
  }

  private static ConfigException malformed() {
    return new ConfigException(
        SaslConfigs.SASL_JAAS_CONFIG
            + " is not of the form: LoginModule required option=\"value\" …;");
  }
}
