package dev.stele.serde.avro;

import dev.stele.serde.avro.AvroPayloadWriter.Projection;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.OwnSchema;
import dev.stele.serde.internal.messages.PayloadWriter;
import dev.stele.serde.internal.messages.WriteFormat;
import dev.stele.serde.internal.registry.ChosenSchema;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.reflect.ReflectData;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** What a serializer knows of Avro. Thread-safe. */
final class AvroWriteFormat implements WriteFormat<Schema> {
  private final AvroSettings settings;
  private final RegistryClient client;
  private final ReflectData reflect;
  private final Datums datums;

  AvroWriteFormat(AvroSettings settings, RegistryClient client) {
    this.settings = settings;
    this.client = client;
    this.reflect = AvroModels.reflect(settings);
    this.datums = new Datums(settings.reflection() ? reflect : null, client.cacheCapacity());
  }

  @Override
  public Schema schemaOf(@Nullable String topic, boolean isKey, Object object) {
    return datums.schema(topic, isKey, object);
  }

  @Override
  public OwnSchema describe(Place place, Schema schema, Object object) {
    Schema own = own(schema);
    return new OwnSchema(SchemaDefinition.avro(own.toString()), AvroSchemas.recordName(own));
  }

  private Schema own(Schema schema) {
    return settings.removeJavaProperties() ? AvroSchemas.withoutStringType(schema) : schema;
  }

  @Override
  public PayloadWriter writer(Place place, Schema schema, Object object, ChosenSchema chosen)
      throws IOException {
    Schema own = own(schema);
    AvroPayloadWriter writer = writer(schema, object);
    if (chosen.schema().schema().text().equals(own.toString())) {
      return writer;
    }
    Schema target = AvroSchemas.parse(place, client.source(chosen.schema()));
    if (!chosen.strict().isEmpty()) {
      chosen.refuseFor(place, AvroSchemas.incompatibilities(target, own));
    }
    if (AvroSchemas.encodeAlike(target, own)) {
      return writer;
    }
    if (chosen.forced() && !AvroSchemas.incompatibilities(target, own).isEmpty()) {
      return writer(target, object);
    }
    GenericData raw = AvroModels.raw();
    return new AvroPayloadWriter(
        new DirectDatumWriter(target, raw),
        BareBytes.of(target, raw),
        Projection.of(writer.writer(), own, target));
  }

  /**
   * A writer for the object as it is.
   *
   * @param schema its own, or another that is written in its place, field by field
   */
  private AvroPayloadWriter writer(Schema schema, Object object) {
    return switch (Datums.form(object)) {
      case GENERIC -> {
        GenericData model = AvroModels.generic(settings.logicalTypes());
        yield writer(schema, model, new DirectDatumWriter(schema, model));
      }
      case SPECIFIC -> writer(schema, SpecificData.getForClass(object.getClass()));
      case MIXED, REFLECT -> writer(schema, reflect);
    };
  }

  @SuppressWarnings("unchecked")
  private static AvroPayloadWriter writer(Schema schema, GenericData model) {
    return writer(schema, model, model.createDatumWriter(schema));
  }

  private static AvroPayloadWriter writer(
      Schema schema, GenericData model, DatumWriter<Object> writer) {
    return new AvroPayloadWriter(writer, BareBytes.of(schema, model), null);
  }
}
