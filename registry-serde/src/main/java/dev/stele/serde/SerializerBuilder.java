package dev.stele.serde;

import java.util.Map;
import java.util.UUID;

/**
 * Settings of a serializer as methods. What says which registered schema to write with also stops
 * the registering of schemas, which would win over it.
 *
 * @param <S> what is built
 * @param <B> the builder itself
 */
public abstract class SerializerBuilder<S, B extends SerializerBuilder<S, B>>
    extends SerdeBuilder<S, B> {
  protected SerializerBuilder() {}

  /** Whether schemas that are not there yet are registered; true if not called. */
  public B autoRegister(boolean register) {
    return setting(SerdeConfig.AUTO_REGISTER_SCHEMAS, register);
  }

  /** Lets the registry compare, and store, the schema's normal form. */
  public B normalize() {
    return setting(SerdeConfig.NORMALIZE_SCHEMAS, true);
  }

  @Override
  public B useLatest() {
    autoRegister(false);
    return super.useLatest();
  }

  @Override
  public B useLatestWith(Map<String, String> properties) {
    autoRegister(false);
    return super.useLatestWith(properties);
  }

  /**
   * Writes with the schema of an id.
   *
   * @param id 0 or more, in the context of the subject
   */
  public B useSchema(int id) {
    autoRegister(false);
    return setting(SerdeConfig.USE_SCHEMA_ID, id);
  }

  /** Writes with the schema of a guid. */
  public B useSchema(UUID guid) {
    autoRegister(false);
    return setting(SerdeConfig.USE_SCHEMA_GUID, guid.toString());
  }

  /** Names the schema by its guid in a header of the record, not by its id before the payload. */
  public B idInHeader() {
    setting(SerdeConfig.KEY_SCHEMA_ID_SERIALIZER, "HeaderSchemaIdSerializer");
    return setting(SerdeConfig.VALUE_SCHEMA_ID_SERIALIZER, "HeaderSchemaIdSerializer");
  }
}
