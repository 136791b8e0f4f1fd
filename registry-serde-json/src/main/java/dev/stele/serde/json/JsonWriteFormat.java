package dev.stele.serde.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.Format;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.json.JsonFormat;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.OwnSchema;
import dev.stele.serde.internal.messages.PayloadWriter;
import dev.stele.serde.internal.messages.WriteFormat;
import dev.stele.serde.internal.registry.ChosenSchema;
import dev.stele.serde.json.internal.validation.SchemaTexts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a serializer knows of JSON Schema. Thread-safe. */
final class JsonWriteFormat implements WriteFormat<SchemaDefinition> {
  private static final Format FORMAT = new JsonFormat();

  private final JsonSchemaSettings settings;
  private final RegistryClient client;
  private final JsonMapper mapper;
  private final ValueSchemas schemas;
  private final Validators validators;

  JsonWriteFormat(JsonSchemaSettings settings, RegistryClient client) {
    int capacity = client.cacheCapacity();
    this.settings = settings;
    this.client = client;
    this.mapper = JsonMappers.of(settings);
    this.schemas = new ValueSchemas(settings, mapper, capacity);
    this.validators = new Validators(capacity);
  }

  @Override
  public SchemaDefinition schemaOf(@Nullable String topic, boolean isKey, Object object) {
    return schemas.schema(topic, isKey, object);
  }

  @Override
  public OwnSchema describe(Place place, SchemaDefinition schema, Object object) {
    JsonNode read;
    try {
      read = SchemaTexts.read(schema.text());
    } catch (IOException e) {
      throw place.failed("the object's schema is not JSON: " + e.getMessage(), e);
    }
    SchemaDefinition own =
        new SchemaDefinition(
            SchemaType.JSON,
            SchemaTexts.print(read),
            schema.references(),
            schema.metadata(),
            schema.ruleSet());
    return new OwnSchema(own, SchemaTexts.title(read));
  }

  @Override
  public PayloadWriter writer(Place place, SchemaDefinition own, Object object, ChosenSchema chosen)
      throws IOException {
    SchemaDefinition target = chosen.schema().schema();
    if (!target.type().equals(SchemaType.JSON)) {
      throw place.failed(
          "the schema is of type " + target.type() + ", not JSON; use the serializer of that type");
    }
    if (!chosen.strict().isEmpty()) {
      refuseIncompatible(place, own, chosen);
    }
    return new JsonPayloadWriter(schemas, mapper.writer(), check(place, chosen.schema()), false);
  }

  private @Nullable ValidityCheck check(Place place, RegisteredSchema schema) throws IOException {
    return settings.failInvalid()
        ? new ValidityCheck(
            place, validators.of(client.source(schema)), mapper, settings.validateBeforeRules())
        : null;
  }

  private void refuseIncompatible(Place place, SchemaDefinition own, ChosenSchema chosen) {
    SchemaSource reader = client.source(chosen.schema());
    SchemaSource writer = client.source(unregistered(own));
    if (reader.equals(writer)) {
      return;
    }
    List<Incompatibility> found;
    try {
      found =
          FORMAT
              .parse(reader, Format.Strictness.STORED)
              .incompatibilities(
                  FORMAT.parse(writer, Format.Strictness.SENT), CompatibilityPolicy.STRICT);
    } catch (InvalidSchemaException e) {
      throw place.failed("the schemas cannot be compared: " + e.reason(), e);
    }
    chosen.refuseFor(
        place, found.stream().map(one -> one.rule().sentence(one, Direction.BACKWARD)).toList());
  }

  private static RegisteredSchema unregistered(SchemaDefinition schema) {
    return new RegisteredSchema(0, Optional.empty(), Optional.empty(), OptionalInt.empty(), schema);
  }
}
