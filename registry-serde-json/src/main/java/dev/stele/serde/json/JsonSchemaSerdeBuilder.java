package dev.stele.serde.json;

import dev.stele.serde.SerializerBuilder;
import dev.stele.serde.client.RegistryClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link JsonSchemaSerde}. */
public final class JsonSchemaSerdeBuilder<T>
    extends SerializerBuilder<JsonSchemaSerde<T>, JsonSchemaSerdeBuilder<T>> {
  JsonSchemaSerdeBuilder(Class<? super T> type) {
    settings(JsonSchemaSettings.reading(type));
  }

  /** Refuses messages that their schema does not allow, on both sides. */
  public JsonSchemaSerdeBuilder<T> validate() {
    return setting(JsonSchemaConfig.FAIL_INVALID_SCHEMA, true);
  }

  /** Writes dates and times as ISO 8601 text. */
  public JsonSchemaSerdeBuilder<T> isoDates() {
    return setting(JsonSchemaConfig.WRITE_DATES_ISO8601, true);
  }

  @Override
  protected JsonSchemaSerde<T> build(
      Map<String, Object> settings, boolean isKey, @Nullable RegistryClient client) {
    JsonSchemaSerde<T> serde =
        new JsonSchemaSerde<>(
            new JsonSchemaSerializer<>(client), new JsonSchemaDeserializer<>(client));
    serde.configure(settings, isKey);
    return serde;
  }
}
