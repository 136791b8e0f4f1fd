package dev.stele.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** Where settings come from, and which there are. */
public final class Settings {
  private static final String REFERENCE_ENVIRONMENT = "SCHEMA_REGISTRY_";
  private static final String OWN_ENVIRONMENT = "STELE_";

  private Settings() {}

  /**
   * All settings, by key. A flag wins over the environment, and the environment over the file.
   *
   * @param file a properties file in UTF-8
   * @param environment of which {@code SCHEMA_REGISTRY_FOO_BAR} means {@code foo.bar} and {@code
   *     STELE_FOO_BAR} means {@code stele.foo.bar}; two underscores stand for a dash, three for an
   *     underscore
   * @throws ConfigException if the file cannot be read
   */
  public static Map<String, String> load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    Map<String, String> merged = new TreeMap<>();
    file.ifPresent(path -> merged.putAll(read(path)));
    new TreeMap<>(environment)
        .forEach((name, value) -> key(name).ifPresent(key -> merged.put(key, value)));
    merged.putAll(flags);
    return merged;
  }

  /**
   * What an operator should know of these settings; a sentence each, without secrets.
   *
   * @param kafkaProperties the names that Kafka's clients know
   */
  public static List<String> warnings(Map<String, String> settings, Set<String> kafkaProperties) {
    List<String> warnings = new ArrayList<>();
    for (String key : new TreeMap<>(settings).keySet()) {
      warning(key, kafkaProperties).ifPresent(warnings::add);
    }
    return warnings;
  }

  /** Every option there is, in the order of the settings page. */
  public static List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(KafkaConfig.options());
    options.addAll(LogConfig.options());
    options.addAll(RegistryConfig.options());
    options.addAll(HttpConfig.options());
    return options;
  }

  private static Optional<String> warning(String key, Set<String> kafkaProperties) {
    if (isOption(key)) {
      return Optional.empty();
    }
    Optional<String> ignored = IgnoredKeys.reason(key);
    if (ignored.isPresent()) {
      return Optional.of("Setting " + key + " is ignored: " + ignored.get());
    }
    if (key.startsWith(KafkaConfig.PREFIX)
        && KafkaConfig.RESERVED.contains(key.substring(KafkaConfig.PREFIX.length()))) {
      return Optional.of(
          "Setting "
              + key
              + " is ignored: the registry's consistency depends on Stele's own value");
    }
    if (key.startsWith(LogConfig.TOPIC_CONFIG_PREFIX)) {
      return Optional.empty();
    }
    // Passed on all the same: a plug-in of Kafka's clients may have settings of its own.
    boolean passedOn = KafkaConfig.isClientProperty(key);
    if (passedOn && kafkaProperties.contains(key.substring(KafkaConfig.PREFIX.length()))) {
      return Optional.empty();
    }
    return Optional.of(
        "Setting "
            + key
            + (passedOn ? " is not one that Kafka's clients know" : " is unknown and ignored")
            + "; did you mean "
            + nearest(key)
            + "?");
  }

  private static boolean isOption(String key) {
    return options().stream().anyMatch(option -> option.key().equals(key));
  }

  private static String nearest(String key) {
    return options().stream()
        .map(Option::key)
        .min(Comparator.comparingInt(known -> distance(known, key)))
        .orElseThrow();
  }

  /** How many letters must be added, dropped or changed to make one of the other. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (MalformedInputException e) {
      throw new ConfigException("The settings file " + file + " is not UTF-8 text");
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException("Cannot read the settings file " + file + ": " + e.getMessage());
    }
    Map<String, String> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return settings;
  }

  private static Optional<String> key(String variable) {
    if (variable.startsWith(REFERENCE_ENVIRONMENT)) {
      return Optional.of(dotted(variable.substring(REFERENCE_ENVIRONMENT.length())));
    }
    return variable.startsWith(OWN_ENVIRONMENT) ? Optional.of(dotted(variable)) : Optional.empty();
  }

  private static String dotted(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replace("___", "\0")
        .replace("__", "-")
        .replace('_', '.')
        .replace('\0', '_');
  }
}
