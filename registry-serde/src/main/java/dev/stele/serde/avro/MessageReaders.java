package dev.stele.serde.avro;

import dev.stele.schema.SchemaType;
import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.RegisteredSchema.Rule;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.RegistryException;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.registry.RegistryFailures;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.DatumReader;
import org.apache.avro.reflect.ReflectDatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The readers of one deserializer, found by topic, schema id and the schema to read into.
 * Thread-safe; a reader that is known is found without a lock and without asking the registry.
 */
final class MessageReaders {
  private static final Set<String> READ_MODES = Set.of("READ", "WRITEREAD");
  private static final Set<String> MIGRATION_MODES = Set.of("UPGRADE", "DOWNGRADE", "UPDOWN");

  private final AvroConfig config;
  private final RegistryClient client;
  private final ReaderTypes types;
  private final BoundedCache<Use, MessageReader> readers;

  MessageReaders(AvroConfig config, RegistryClient client) {
    this.config = config;
    this.client = client;
    this.types = new ReaderTypes(config);
    this.readers = new BoundedCache<>(client.config().cacheCapacity());
  }

  AvroConfig config() {
    return config;
  }

  /**
   * @param given the schema to read into; null to decide by the settings
   */
  MessageReader reader(String topic, int schemaId, @Nullable Schema given) {
    Use use = new Use(topic, schemaId, given);
    MessageReader known = readers.get(use);
    if (known != null && !expired(known)) {
      return known;
    }
    MessageReader made = make(use);
    readers.put(use, made);
    return made;
  }

  private static boolean expired(MessageReader reader) {
    Long expiresAt = reader.expiresAtNanos();
    return expiresAt != null && System.nanoTime() - expiresAt >= 0;
  }

  private MessageReader make(Use use) {
    SubjectNameStrategy subjects = config.serde().subjects();
    boolean isKey = config.serde().isKey();
    // The record's name is in the schema that is asked for, so such a subject cannot be named yet.
    String subject =
        subjects.usesSchema() ? "" : subjects.subject(use.topic, isKey, null).orElse("");
    String doing =
        "Cannot deserialize from topic "
            + use.topic
            + (subject.isEmpty() ? "" : ", subject " + subject)
            + ", schema id "
            + use.schemaId;
    try {
      RegisteredSchema registered = client.schemaById(use.schemaId, subject);
      refuseRules(doing, registered, READ_MODES);
      Schema writer = parse(doing, client, registered);
      if (use.given != null) {
        GenericData model = AvroModels.generic(config.logicalTypes());
        return reader(writer, MessageReader.generic(writer, use.given, model), model, null);
      }
      if (config.serde().useLatest() && !types.usesClasses()) {
        return latest(doing, use, writer);
      }
      return intoClass(doing, writer);
    } catch (RegistryException e) {
      throw RegistryFailures.translate(doing, e);
    } catch (IOException | AvroRuntimeException e) {
      throw new SerializationException(doing + ": " + e.getMessage(), e);
    }
  }

  private MessageReader latest(String doing, Use use, Schema writer) throws IOException {
    Optional<String> subject =
        config
            .serde()
            .subjects()
            .subject(use.topic, config.serde().isKey(), AvroSchemas.describe(writer));
    RegisteredSchema latest =
        client.latest(
            subject.orElseThrow(
                () -> new SerializationException(doing + ": the topic has no subject")));
    refuseRules(doing, latest, MIGRATION_MODES);
    Schema reader = parse(doing, client, latest);
    GenericData model = AvroModels.generic(config.logicalTypes());
    Long expiresAt = client.config().latestTtl().map(MessageWriters::fromNow).orElse(null);
    return reader(writer, MessageReader.generic(writer, reader, model), model, expiresAt);
  }

  private MessageReader intoClass(String doing, Schema writer) throws IOException {
    Optional<Class<?>> type = types.type(doing, writer);
    GenericData generic = AvroModels.generic(config.logicalTypes());
    if (type.isEmpty()) {
      return reader(writer, MessageReader.generic(writer, writer, generic), generic, null);
    }
    Schema reader = types.schema(type.get());
    if (SpecificRecord.class.isAssignableFrom(type.get())) {
      SpecificData model = SpecificData.getForClass(type.get());
      return reader(writer, MessageReader.generic(writer, reader, model), model, null);
    }
    return reader(
        writer, new ReflectDatumReader<>(writer, reader, types.reflect()), types.reflect(), null);
  }

  private static MessageReader reader(
      Schema writer, DatumReader<Object> reader, GenericData model, @Nullable Long expiresAt) {
    return new MessageReader(reader, BareBytes.of(writer, model), expiresAt);
  }

  /** The Avro schema behind a registered one, references included. */
  static Schema parse(String doing, RegistryClient client, RegisteredSchema registered) {
    SchemaType type = registered.schema().type();
    if (!type.equals(SchemaType.AVRO)) {
      throw new SerializationException(
          doing
              + ": the schema is of type "
              + type
              + ", not AVRO; use the serializer of that type");
    }
    return AvroSchemas.parse(client.source(registered));
  }

  private static void refuseRules(String doing, RegisteredSchema schema, Set<String> modes) {
    for (Rule rule : schema.rules()) {
      if (modes.contains(rule.mode())) {
        throw new SerializationException(
            doing
                + ": the schema demands the rule '"
                + rule.name()
                + "' on reading, and this version runs no rules; switch the rule off, or read with a"
                + " deserializer that runs it");
      }
    }
  }

  /** A given schema is recognized as the same object: comparing large ones takes long. */
  private record Use(String topic, int schemaId, @Nullable Schema given) {
    @Override
    @SuppressWarnings("ReferenceEquality") // as the type says
    public boolean equals(Object other) {
      return other instanceof Use use
          && schemaId == use.schemaId
          && given == use.given
          && topic.equals(use.topic);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * schemaId + System.identityHashCode(given)) + topic.hashCode();
    }
  }
}
