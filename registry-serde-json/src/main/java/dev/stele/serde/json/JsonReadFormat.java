package dev.stele.serde.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.PayloadReader;
import dev.stele.serde.internal.messages.ReadFormat;
import dev.stele.serde.internal.messages.ReadFormatProvider;
import dev.stele.serde.internal.messages.Reading;
import dev.stele.serde.json.internal.validation.Defaults;
import dev.stele.serde.json.internal.validation.SchemaTexts;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** What a deserializer knows of JSON Schema. Thread-safe. */
final class JsonReadFormat implements ReadFormat {
  private final JsonSchemaSettings settings;
  private final JsonMapper mapper;
  private final Validators validators;

  JsonReadFormat(JsonSchemaSettings settings, int cacheCapacity) {
    this.settings = settings;
    this.mapper = JsonMappers.of(settings);
    this.validators = new Validators(cacheCapacity);
  }

  @Override
  public SchemaType type() {
    return SchemaType.JSON;
  }

  @Override
  public Optional<String> recordName(SchemaSource schema) {
    try {
      return SchemaTexts.title(SchemaTexts.read(schema.text()));
    } catch (IOException e) {
      throw new IllegalArgumentException("the schema is not JSON: " + e.getMessage(), e);
    }
  }

  @Override
  public PayloadReader reader(Place place, Reading reading) throws IOException {
    SchemaSource schema = reading.target() == null ? reading.source() : reading.target().source();
    ValidityCheck check =
        settings.failInvalid()
            ? new ValidityCheck(
                place, validators.of(schema), mapper, settings.validateBeforeRules())
            : null;
    JavaTypes types = JavaTypes.of(place, settings, mapper, schema);
    Defaults defaults = check == null ? null : Defaults.of(schema);
    return new JsonPayloadReader(mapper.reader(), types, check, defaults, false);
  }

  /**
   * Adds the format to {@link dev.stele.serde.SteleDeserializer}. Public for {@link
   * java.util.ServiceLoader}, and in here out of applications' reach.
   */
  public static final class Provider implements ReadFormatProvider {
    @Override
    public ConfigDef definition() {
      return JsonSchemaConfig.definition();
    }

    @Override
    public ReadFormat create(Map<String, ?> configs, boolean isKey, RegistryClient client) {
      return new JsonReadFormat(JsonSchemaSettings.of(configs, isKey), client.cacheCapacity());
    }
  }
}
