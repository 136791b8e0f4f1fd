package dev.stele.serde.internal.registry;

import dev.stele.serde.SerdeConfig;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.SchemaDefinition;

/** Chooses the registered schema a serializer encodes with. */
public final class SchemaIds {
  private final RegistryClient client;
  private final SerdeConfig config;

  public SchemaIds(RegistryClient client, SerdeConfig config) {
    this.client = client;
    this.config = config;
  }

  /**
   * The schema to encode with and how far it may differ from the object's own.
   *
   * @param own the schema of the object
   */
  public Choice choose(String subject, SchemaDefinition own) {
    if (config.autoRegister()) {
      return Choice.own(client.register(subject, own, config.normalize()));
    }
    if (config.schemaId().isPresent()) {
      return new Choice(
          client.schemaById(config.schemaId().getAsInt(), subject),
          true,
          config.idStrict() ? SerdeConfig.ID_COMPATIBILITY_STRICT : "");
    }
    if (config.useLatest()) {
      return new Choice(
          client.latest(subject),
          true,
          config.latestStrict() ? SerdeConfig.LATEST_COMPATIBILITY_STRICT : "");
    }
    return Choice.own(client.lookup(subject, own, config.normalize()));
  }

  /**
   * A chosen schema.
   *
   * @param foreign whether it may differ from the object's own
   * @param strict the setting that demands that it can read what the object's own writes; empty if
   *     none does
   */
  public record Choice(RegisteredSchema schema, boolean foreign, String strict) {
    static Choice own(RegisteredSchema schema) {
      return new Choice(schema, false, "");
    }
  }
}
