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
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigDef;

/** What a deserializer knows of Avro; the caller may give a {@link Schema} to read into. */
final class AvroReadFormat implements ReadFormat {
  private final AvroSettings settings;
  private final ReaderTypes types;
  private final GenericData generic;

  AvroReadFormat(AvroSettings settings) {
    this.settings = settings;
    this.generic = AvroModels.generic(settings.logicalTypes());
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
    if (reading.given() != null) {
      return intoGiven(writer, (Schema) reading.given());
    }
    Reading.Target target = reading.target();
    Schema migrated = target == null ? writer : AvroSchemas.parse(place, target.source());
    return types.usesClasses()
        ? intoClass(place, writer, migrated)
        : reader(writer, migrated, migrated, generic);
  }

  /** A class can be read into only by the schema it was made for, whatever the latest one is. */
  private PayloadReader intoClass(Place place, Schema writer, Schema migrated) throws IOException {
    Optional<Class<?>> type = types.type(place, migrated);
    if (type.isEmpty()) {
      return intoParts(writer, migrated);
    }
    boolean generated = SpecificRecord.class.isAssignableFrom(type.get());
    GenericData model = generated ? SpecificData.getForClass(type.get()) : types.reflect();
    return reader(writer, migrated, types.schema(type.get()), model);
  }

  /** What is no record has no class, but its parts may. */
  private PayloadReader intoParts(Schema writer, Schema migrated) throws IOException {
    return settings.specificReader() && !settings.reflection()
        ? reader(writer, migrated, types.ofClasses(migrated), AvroModels.specific())
        : reader(writer, migrated, migrated, generic);
  }

  /** The given schema says which fields are read, the settings into which kind of object. */
  private PayloadReader intoGiven(Schema writer, Schema given) throws IOException {
    if (settings.reflection()) {
      return reader(writer, given, given, types.reflect());
    }
    boolean classes = settings.specificReader() || settings.readerType().isPresent();
    return reader(writer, given, given, classes ? types.specific(given) : generic);
  }

  /**
   * What makes objects of messages.
   *
   * @param migrated the schema that migration rules lead to; the writer's where there are none
   * @param into the schema of the objects
   * @param model which Java class stands for which type in them
   */
  private PayloadReader reader(Schema writer, Schema migrated, Schema into, GenericData model)
      throws IOException {
    // Bytes that are the whole message are what they are, unless the settings say otherwise.
    GenericData ofWhole = settings.logicalTypes() ? generic : AvroModels.raw();
    boolean mayBeText = into.getType() == Schema.Type.STRING || into.getType() == Schema.Type.UNION;
    return new AvroPayloadReader(
        Payloads.of(writer),
        AvroPayloadReader.datums(writer, into, model),
        BareBytes.of(writer, ofWhole),
        settings.failOnTrailingData(),
        mayBeText,
        new AvroTrees(writer, migrated, AvroPayloadReader.datums(migrated, into, model)));
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
