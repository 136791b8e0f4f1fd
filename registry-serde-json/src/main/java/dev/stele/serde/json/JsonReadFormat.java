package dev.stele.serde.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.PayloadReader;
import dev.stele.serde.internal.messages.ReadFormat;
import dev.stele.serde.internal.messages.Reading;
import dev.stele.serde.json.internal.validation.Defaults;
import dev.stele.serde.json.internal.validation.SchemaTexts;
import java.io.IOException;
import java.util.Optional;

/** What a deserializer knows of JSON Schema. Thread-safe. */
final class JsonReadFormat implements ReadFormat {
  private final JsonSchemaConfig config;
  private final JsonMapper mapper;
  private final Validators validators;

  JsonReadFormat(JsonSchemaConfig config, int cacheCapacity) {
    this.config = config;
    this.mapper = JsonMappers.of(config);
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
        config.failInvalid()
            ? new ValidityCheck(place, validators.of(schema), mapper, config.validateBeforeRules())
            : null;
    JavaTypes types = JavaTypes.of(place, config, mapper, schema);
    Defaults defaults = check == null ? null : Defaults.of(schema);
    return new JsonPayloadReader(mapper.reader(), types, check, defaults, false);
  }
}
