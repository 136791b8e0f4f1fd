package dev.stele.serde.json;

import dev.stele.serde.DeserializerBuilder;
import dev.stele.serde.client.RegistryClient;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link JsonSchemaDeserializer}. */
public final class JsonSchemaDeserializerBuilder<T>
    extends DeserializerBuilder<JsonSchemaDeserializer<T>, JsonSchemaDeserializerBuilder<T>> {
  JsonSchemaDeserializerBuilder(Class<? super T> type) {
    settings(JsonSchemaSettings.reading(type));
  }

  /** Refuses messages that their schema does not allow. */
  public JsonSchemaDeserializerBuilder<T> validate() {
    return setting(JsonSchemaConfig.FAIL_INVALID_SCHEMA, true);
  }

  /** Passes over properties that the class does not have. */
  public JsonSchemaDeserializerBuilder<T> ignoreUnknownProperties() {
    return setting(JsonSchemaConfig.FAIL_UNKNOWN_PROPERTIES, false);
  }

  /**
   * Lets schemas name classes of these packages only.
   *
   * @param names packages, whose subpackages count, and classes; none for no class at all
   */
  public JsonSchemaDeserializerBuilder<T> allowPackages(String... names) {
    return setting(JsonSchemaConfig.TYPE_ALLOWED_PACKAGES, List.of(names));
  }

  @Override
  protected JsonSchemaDeserializer<T> build(
      Map<String, Object> settings, boolean isKey, @Nullable RegistryClient client) {
    JsonSchemaDeserializer<T> deserializer = new JsonSchemaDeserializer<>(client);
    deserializer.configure(settings, isKey);
    return deserializer;
  }
}
