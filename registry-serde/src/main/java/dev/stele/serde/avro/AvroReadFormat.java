package dev.stele.serde.avro;

import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.PayloadReader;
import dev.stele.serde.internal.messages.ReadFormat;
import dev.stele.serde.internal.messages.ReadFormatProvider;
import dev.stele.serde.internal.messages.Reading;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.DatumReader;
import org.apache.avro.reflect.ReflectDatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigDef;

/** What a deserializer knows of Avro; the caller may give a {@link Schema} to read into. */
final class AvroReadFormat implements ReadFormat {
  private final AvroSettings settings;
  private final ReaderTypes types;

  AvroReadFormat(AvroSettings settings) {
    this.settings = settings;
    this.types = new ReaderTypes(settings);
  }

  @Override
  public SchemaType type() {
    return SchemaType.AVRO;
  }

  @Override
  public Optional<String> recordName(SchemaSource schema) {
    return AvroSchemas.recordName(AvroSchemas.parse(schema));
  }

  @Override
  public PayloadReader reader(Place place, Reading reading) throws IOException {
    Schema writer = AvroSchemas.parse(place, reading.source());
    GenericData generic = AvroModels.generic(settings.logicalTypes());
    if (reading.given() != null) {
      return intoGiven(writer, (Schema) reading.given(), generic);
    }
    Reading.Target target = reading.target();
    if (types.usesClasses()) {
      return intoClass(place, writer, target == null ? writer : target(place, target));
    }
    return reader(writer, target == null ? writer : target(place, target), generic);
  }

  private static Schema target(Place place, Reading.Target target) {
    return AvroSchemas.parse(place, target.source());
  }

  /** A class can be read into only by the schema it was made for, whatever the latest one is. */
  private PayloadReader intoClass(Place place, Schema writer, Schema migrated) throws IOException {
    Optional<Class<?>> type = types.type(place, migrated);
    if (type.isEmpty()) {
      return intoParts(writer, migrated);
    }
    Schema reader = types.schema(type.get());
    if (SpecificRecord.class.isAssignableFrom(type.get())) {
      SpecificData model = SpecificData.getForClass(type.get());
      return payloads(
          writer,
          reader,
          AvroPayloadReader.generic(writer, reader, model),
          new AvroTrees(writer, migrated, AvroPayloadReader.generic(migrated, reader, model)));
    }
    return payloads(
        writer,
        reader,
        new ReflectDatumReader<>(writer, reader, types.reflect()),
        new AvroTrees(
            writer, migrated, new ReflectDatumReader<>(migrated, reader, types.reflect())));
  }

  /** What is no record has no class, but its parts may. */
  private PayloadReader intoParts(Schema writer, Schema migrated) throws IOException {
    if (!settings.specificReader() || settings.reflection()) {
      return reader(writer, migrated, AvroModels.generic(settings.logicalTypes()));
    }
    Schema reader = types.ofClasses(migrated);
    SpecificData model = AvroModels.specific();
    return payloads(
        writer,
        reader,
        AvroPayloadReader.generic(writer, reader, model),
        new AvroTrees(writer, migrated, AvroPayloadReader.generic(migrated, reader, model)));
  }

  /** The given schema says which fields are read, the settings into which kind of object. */
  private PayloadReader intoGiven(Schema writer, Schema given, GenericData generic)
      throws IOException {
    if (settings.reflection()) {
      return payloads(
          writer,
          given,
          new ReflectDatumReader<>(writer, given, types.reflect()),
          new AvroTrees(writer, given, new ReflectDatumReader<>(given, given, types.reflect())));
    }
    boolean classes = settings.specificReader() || settings.readerType().isPresent();
    return reader(writer, given, classes ? types.specific(given) : generic);
  }

  private PayloadReader reader(Schema writer, Schema reader, GenericData model) throws IOException {
    DatumReader<Object> ofTrees = AvroPayloadReader.generic(reader, reader, model);
    return payloads(
        writer,
        reader,
        AvroPayloadReader.generic(writer, reader, model),
        new AvroTrees(writer, reader, ofTrees));
  }

  private PayloadReader payloads(
      Schema writer, Schema into, DatumReader<Object> reader, AvroTrees trees) throws IOException {
    // Bytes that are the whole message are what they are, unless the settings say otherwise.
    GenericData ofWhole = settings.logicalTypes() ? AvroModels.generic(true) : AvroModels.raw();
    BareBytes bare = BareBytes.of(writer, ofWhole);
    boolean mayBeText = into.getType() == Schema.Type.STRING || into.getType() == Schema.Type.UNION;
    return new AvroPayloadReader(
        Payloads.of(writer), reader, bare, settings.failOnTrailingData(), mayBeText, trees);
  }

  /**
   * Adds the format to {@link dev.stele.serde.SteleDeserializer}. Public for {@link
   * java.util.ServiceLoader}, and in here out of applications' reach.
   */
  public static final class Provider implements ReadFormatProvider {
    @Override
    public ConfigDef definition() {
      return AvroConfig.definition();
    }

    @Override
    public ReadFormat create(Map<String, ?> configs, boolean isKey, RegistryClient client) {
      return new AvroReadFormat(AvroSettings.of(configs, isKey));
    }
  }
}
