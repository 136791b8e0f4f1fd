package dev.stele.serde.internal.messages;

import dev.stele.serde.SerdeConfig;
import dev.stele.serde.client.ClientConfig;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.Settings;
import dev.stele.serde.internal.rules.RuleEngine;
import dev.stele.serde.internal.settings.SerdeSettings;
import dev.stele.serde.rules.RuleConfig;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/**
 * What one configured serializer or deserializer works with.
 *
 * @param settings what the settings say
 */
public record SerdeContext(SerdeSettings settings, RegistryClient client, RuleEngine rules)
    implements AutoCloseable {
  /**
   * Reads the settings, and warns of misspelt ones.
   *
   * @param formats the settings of the formats, which they read themselves
   * @param shared the client to use; null to make one from the settings
   * @throws org.apache.kafka.common.config.ConfigException if a setting is missing, wrong or
   *     contradicts another
   */
  public static SerdeContext of(
      Map<String, ?> configs,
      boolean isKey,
      @Nullable RegistryClient shared,
      ConfigDef... formats) {
    Set<String> known = new HashSet<>(SerdeConfig.definition().names());
    known.addAll(ClientConfig.definition().names());
    known.addAll(RuleConfig.definition().names());
    for (ConfigDef format : formats) {
      known.addAll(format.names());
    }
    Settings.warnOfMisspelt(configs.keySet(), known);
    SerdeSettings settings = SerdeSettings.of(configs, isKey);
    RegistryClient client = shared != null ? shared : RegistryClient.of(configs);
    settings.subjects().useClient(client);
    return new SerdeContext(settings, client, RuleEngine.of(configs));
  }

  /** When a choice made now has to be made again; empty for never. */
  Optional<Expiry> expiry() {
    return client.latestTtl().map(Expiry::new);
  }

  @Override
  public void close() {
    rules.close();
  }
}
