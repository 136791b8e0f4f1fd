package dev.stele.serde;

import dev.stele.serde.client.ClientConfig;
import dev.stele.serde.client.RegistryClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Settings as methods: what the builders of serializers, deserializers and serdes of all formats
 * share. A builder only collects settings; {@code configure} of what it makes judges them, so code
 * and properties mean the same. Not thread-safe; may make several objects.
 *
 * @param <S> what is built
 * @param <B> the builder itself
 */
public abstract class SerdeBuilder<S, B extends SerdeBuilder<S, B>> {
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private @Nullable RegistryClient client;

  protected SerdeBuilder() {}

  /**
   * Makes one object and configures it.
   *
   * @param client to be shared; null to make one from the settings
   */
  protected abstract S build(
      Map<String, Object> settings, boolean isKey, @Nullable RegistryClient client);

  /**
   * Where the registry is.
   *
   * @param urls one or more; the next one is asked when one cannot answer
   */
  public B registry(String... urls) {
    return setting(ClientConfig.SCHEMA_REGISTRY_URL, List.of(urls));
  }

  /** Shares a client, its connections and what it remembers; its own settings are left alone. */
  public B client(RegistryClient shared) {
    client = shared;
    return self();
  }

  /** How subjects are named; {@link AssociatedNameStrategy} if not called. */
  public B subjects(SubjectNameStrategy strategy) {
    setting(SerdeConfig.KEY_SUBJECT_NAME_STRATEGY, strategy);
    return setting(SerdeConfig.VALUE_SUBJECT_NAME_STRATEGY, strategy);
  }

  /** Writes with, or reads into, the subject's latest version. */
  public B useLatest() {
    return setting(SerdeConfig.USE_LATEST_VERSION, true);
  }

  /**
   * Writes with, or reads into, the latest version whose metadata has these properties.
   *
   * @param properties names and values; neither holds a comma, no name holds an equals sign
   */
  public B useLatestWith(Map<String, String> properties) {
    String text =
        new TreeMap<>(properties)
            .entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .collect(Collectors.joining(","));
    return setting(SerdeConfig.USE_LATEST_WITH_METADATA, text);
  }

  /** Any setting under its name in a properties file; replaces what was said before. */
  public B setting(String key, Object value) {
    settings.put(key, value);
    return self();
  }

  /** Several settings; each replaces what was said before. */
  public B settings(Map<String, ?> more) {
    settings.putAll(more);
    return self();
  }

  /**
   * Makes one for keys, ready for use.
   *
   * @throws ConfigException if a setting is missing, wrong or contradicts another
   */
  public S forKeys() {
    return build(new LinkedHashMap<>(settings), true, client);
  }

  /**
   * Makes one for values, ready for use.
   *
   * @throws ConfigException if a setting is missing, wrong or contradicts another
   */
  public S forValues() {
    return build(new LinkedHashMap<>(settings), false, client);
  }

  @SuppressWarnings("unchecked") // as the type says
  private B self() {
    return (B) this;
  }
}
