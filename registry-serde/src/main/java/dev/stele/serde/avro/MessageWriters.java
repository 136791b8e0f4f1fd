package dev.stele.serde.avro;

import dev.stele.serde.avro.MessageWriter.Projection;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.RegisteredSchema.Rule;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.RegistryException;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.registry.RegistryFailures;
import dev.stele.serde.internal.registry.SchemaIds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.reflect.ReflectData;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The writers of one serializer, found by topic and schema. Thread-safe; a writer that is known is
 * found without a lock, without comparing schemas and without asking the registry.
 */
final class MessageWriters {
  private static final Set<String> WRITE_MODES = Set.of("WRITE", "WRITEREAD");

  private final AvroConfig config;
  private final RegistryClient client;
  private final SchemaIds ids;
  private final ReflectData reflect;
  private final Datums datums;
  private final BoundedCache<Use, MessageWriter> writers;

  MessageWriters(AvroConfig config, RegistryClient client) {
    int capacity = client.config().cacheCapacity();
    this.config = config;
    this.client = client;
    this.ids = new SchemaIds(client, config.serde());
    this.reflect = AvroModels.reflect(config);
    this.datums = new Datums(config.reflection() ? reflect : null, capacity);
    this.writers = new BoundedCache<>(capacity);
  }

  MessageWriter writer(String topic, Object datum) {
    Use use = new Use(topic, datums.schema(topic, datum), datum.getClass());
    MessageWriter known = writers.get(use);
    if (known != null && !expired(known)) {
      return known;
    }
    MessageWriter made = make(use, datum);
    writers.put(use, made);
    return made;
  }

  private static boolean expired(MessageWriter writer) {
    Long expiresAt = writer.expiresAtNanos();
    return expiresAt != null && System.nanoTime() - expiresAt >= 0;
  }

  private MessageWriter make(Use use, Object datum) {
    Schema own =
        config.removeJavaProperties() ? AvroSchemas.withoutStringType(use.schema) : use.schema;
    String subject = subject(use.topic, own);
    String doing = "Cannot serialize to topic " + use.topic + ", subject " + subject;
    try {
      SchemaIds.Choice choice = ids.choose(subject, SchemaDefinition.avro(own.toString()));
      RegisteredSchema registered = choice.schema();
      refuseRules(doing, registered);
      MessageWriter writer = ownWriter(use, datum, registered.id());
      return choice.foreign()
          ? foreign(doing + ", schema id " + registered.id(), choice, own, writer)
          : writer;
    } catch (RegistryException e) {
      throw RegistryFailures.translate(doing, e);
    } catch (IOException | AvroRuntimeException e) {
      throw new SerializationException(doing + ": " + e.getMessage(), e);
    }
  }

  /** A writer for a registered schema that need not be the object's own. */
  private MessageWriter foreign(
      String doing, SchemaIds.Choice choice, Schema own, MessageWriter writer) throws IOException {
    RegisteredSchema registered = choice.schema();
    Schema target = MessageReaders.parse(doing, client, registered);
    if (!choice.strict().isEmpty()) {
      List<String> reasons = AvroSchemas.incompatibilities(target, own);
      if (!reasons.isEmpty()) {
        throw new SerializationException(
            doing
                + ": Incompatible schema of type 'AVRO': the registered schema cannot read what the"
                + " object's own schema writes: "
                + String.join("; ", reasons)
                + ". Change the object's schema, or set "
                + choice.strict()
                + "=false to disable this check");
      }
    }
    Long expiresAt =
        config.serde().schemaId().isPresent()
            ? null
            : client.config().latestTtl().map(MessageWriters::fromNow).orElse(null);
    if (target.equals(own)) {
      return new MessageWriter(registered.id(), writer.writer(), writer.bare(), null, expiresAt);
    }
    GenericData raw = AvroModels.generic(false);
    return new MessageWriter(
        registered.id(),
        new GenericDatumWriter<>(target, raw),
        BareBytes.of(target, raw),
        Projection.of(writer.writer(), own, target),
        expiresAt);
  }

  static Long fromNow(Duration ttl) {
    return System.nanoTime() + ttl.toNanos();
  }

  private String subject(String topic, Schema schema) {
    return config
        .serde()
        .subjects()
        .subject(topic, config.serde().isKey(), AvroSchemas.describe(schema))
        .orElseThrow(
            () ->
                new SerializationException(
                    "Topic " + topic + ": the subject name strategy names no subject"));
  }

  private static void refuseRules(String doing, RegisteredSchema schema) {
    for (Rule rule : schema.rules()) {
      if (WRITE_MODES.contains(rule.mode())) {
        throw new SerializationException(
            doing
                + ", schema id "
                + schema.id()
                + ": the schema demands the rule '"
                + rule.name()
                + "' on writing, and this version runs no rules; switch the rule off, or write with"
                + " a serializer that runs it");
      }
    }
  }

  /** A writer for the object's own schema. */
  private MessageWriter ownWriter(Use use, Object datum, int id) {
    GenericData model =
        switch (Datums.form(datum)) {
          case GENERIC -> AvroModels.generic(config.logicalTypes());
          case SPECIFIC -> SpecificData.getForClass(datum.getClass());
          case REFLECT -> reflect;
        };
    @SuppressWarnings("unchecked")
    DatumWriter<Object> writer = model.createDatumWriter(use.schema);
    return new MessageWriter(id, writer, BareBytes.of(use.schema, model), null, null);
  }

  /** Comparing schemas takes long when they are large: here the same one means the same object. */
  private record Use(String topic, Schema schema, Class<?> type) {
    @Override
    @SuppressWarnings("ReferenceEquality") // as the type says
    public boolean equals(Object other) {
      return other instanceof Use use
          && schema == use.schema
          && type == use.type
          && topic.equals(use.topic);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(schema) + topic.hashCode();
    }
  }
}
