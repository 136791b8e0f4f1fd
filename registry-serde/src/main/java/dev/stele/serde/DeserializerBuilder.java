package dev.stele.serde;

import java.util.UUID;

/**
 * Settings of a deserializer as methods.
 *
 * @param <S> what is built
 * @param <B> the builder itself
 */
public abstract class DeserializerBuilder<S, B extends DeserializerBuilder<S, B>>
    extends SerdeBuilder<S, B> {
  protected DeserializerBuilder() {}

  /**
   * Reads messages that name no schema and are all payload, as data of the schema of an id.
   *
   * @param id 0 or more, in the context of the subject
   */
  public B useSchema(int id) {
    schemaFromSettings();
    return setting(SerdeConfig.USE_SCHEMA_ID, id);
  }

  /** Reads messages that name no schema and are all payload, as data of the schema of a guid. */
  public B useSchema(UUID guid) {
    schemaFromSettings();
    return setting(SerdeConfig.USE_SCHEMA_GUID, guid.toString());
  }

  private void schemaFromSettings() {
    setting(SerdeConfig.KEY_SCHEMA_ID_DESERIALIZER, "ConfigSchemaIdDeserializer");
    setting(SerdeConfig.VALUE_SCHEMA_ID_DESERIALIZER, "ConfigSchemaIdDeserializer");
  }
}
