package dev.stele.serde.json;

import dev.stele.serde.SerializerBuilder;
import dev.stele.serde.client.RegistryClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link JsonSchemaSerializer}. */
public final class JsonSchemaSerializerBuilder<T>
    extends SerializerBuilder<JsonSchemaSerializer<T>, JsonSchemaSerializerBuilder<T>> {
  JsonSchemaSerializerBuilder() {}

  /** Refuses messages that their schema does not allow. */
  public JsonSchemaSerializerBuilder<T> validate() {
    return setting(JsonSchemaConfig.FAIL_INVALID_SCHEMA, true);
  }

  /** Writes dates and times as ISO 8601 text. */
  public JsonSchemaSerializerBuilder<T> isoDates() {
    return setting(JsonSchemaConfig.WRITE_DATES_ISO8601, true);
  }

  @Override
  protected JsonSchemaSerializer<T> build(
      Map<String, Object> settings, boolean isKey, @Nullable RegistryClient client) {
    JsonSchemaSerializer<T> serializer = new JsonSchemaSerializer<>(client);
    serializer.configure(settings, isKey);
    return serializer;
  }
}
