package dev.stele.serde.internal.messages;

import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.serde.MessageSchema;
import dev.stele.serde.SchemaRef;
import dev.stele.serde.SerdeConfig;
import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.RegistryException;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.Reading.Target;
import dev.stele.serde.internal.registry.RegistryFailures;
import dev.stele.serde.internal.registry.SchemaChooser;
import dev.stele.serde.internal.rules.MessageRules;
import dev.stele.serde.internal.rules.Migration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages into objects: asks the registry, once for each topic and schema, what the message
 * was written with, and reads from then on without a lock and without asking. Thread-safe.
 */
public final class MessageDeserializer {
  private final ReadFormats formats;
  private final SerdeContext context;
  private final Framing framing;
  private final SchemaChooser chooser;
  private final BoundedCache<Use, MessageReader> readers;
  // Threads that race write what any of them may read: what it holds never changes.
  private @Nullable Found last;

  public MessageDeserializer(ReadFormats formats, SerdeContext context) {
    this.formats = formats;
    this.context = context;
    this.framing = new Framing(context.config());
    this.chooser = new SchemaChooser(context.client(), context.config().choice());
    this.readers = new BoundedCache<>(context.client().config().cacheCapacity());
  }

  /**
   * Decodes one key or value.
   *
   * @param headers the record's; null if there is no record
   * @param message a whole key or value, from its position to its limit
   * @param into what to read into, in the format's own terms: the same is the same object; null for
   *     what the settings say
   * @throws KafkaException saying what could not be done with which topic, subject and schema
   */
  public @Nullable Object deserialize(
      @Nullable String topic,
      @Nullable Headers headers,
      ByteBuffer message,
      @Nullable Object into) {
    Frame frame = framing.frame(topic, headers, onHeap(message));
    Found found = last;
    if (found == null || !found.use.is(topic, frame.schema(), into)) {
      found = find(new Use(topic, frame.schema(), into));
    } else if (found.reader.expired()) {
      found = replace(found.use);
    }
    return found.reader.read(headers, frame);
  }

  private static ByteBuffer onHeap(ByteBuffer message) {
    if (message.hasArray()) {
      return message.duplicate();
    }
    return ByteBuffer.allocate(message.remaining()).put(message.duplicate()).flip();
  }

  private Found find(Use use) {
    MessageReader known = readers.get(use);
    if (known == null || known.expired()) {
      return replace(use);
    }
    Found found = new Found(use, known);
    last = found;
    return found;
  }

  private Found replace(Use use) {
    MessageReader made = make(use);
    readers.put(use, made);
    Found found = new Found(use, made);
    last = found;
    return found;
  }

  private MessageReader make(Use use) {
    SerdeConfig config = context.config();
    SubjectNameStrategy subjects = config.subjects();
    Place place = Place.reading(use.topic, config.isKey(), use.schema.toString());
    try {
      // As far as it is known before the schema is: an id has its meaning in a context.
      place = place.in(subjects.subject(use.topic, config.isKey(), null).orElse(""));
      RegisteredSchema writer = fetch(place, use.schema);
      ReadFormat format = formats.of(place, writer.schema().type());
      SchemaSource source = context.client().source(writer);
      if (subjects.usesSchema()) {
        place = place.in(subject(use.topic, format, source));
      }
      return reader(place, use, format, new Target(writer, source));
    } catch (KafkaException e) {
      throw e;
    } catch (RegistryException e) {
      throw RegistryFailures.translate(place.doing(), e);
    } catch (IOException | RuntimeException e) {
      throw place.failed(String.valueOf(e.getMessage()), e);
    }
  }

  private RegisteredSchema fetch(Place place, SchemaRef schema) {
    if (schema instanceof SchemaRef.Id id) {
      return context.client().schemaById(id.id(), place.subject());
    }
    return context.client().schemaByGuid(((SchemaRef.Guid) schema).guid());
  }

  private String subject(@Nullable String topic, ReadFormat format, SchemaSource source) {
    SchemaType type = format.type();
    MessageSchema schema = new MessageSchema(type, format.recordName(source));
    return context.config().subjects().subject(topic, context.config().isKey(), schema).orElse("");
  }

  private MessageReader reader(Place place, Use use, ReadFormat format, Target writer)
      throws IOException {
    Optional<RegisteredSchema> latest =
        use.into == null ? chooser.latest(place.subject()) : Optional.empty();
    Target target =
        latest.map(schema -> new Target(schema, context.client().source(schema))).orElse(null);
    Reading reading = new Reading(writer.schema(), writer.source(), target, use.into);
    RegisteredSchema reader = target == null ? writer.schema() : target.schema();
    PayloadReader payloads = format.reader(place, reading);
    MessageRules rules = context.rules().reading(place, writer.schema(), reader);
    return new MessageReader(
        place,
        rules == null ? payloads : payloads.underRules(),
        rules,
        target == null ? null : migration(place, writer.schema(), reader),
        target == null ? null : context.expiry().orElse(null));
  }

  private @Nullable Migration migration(
      Place place, RegisteredSchema writer, RegisteredSchema reader) {
    List<RegisteredSchema> versions =
        new VersionChain(context.client()).between(place.subject(), writer, reader);
    return context.rules().migration(place, versions);
  }

  private record Found(Use use, MessageReader reader) {}

  /** What is to be read into is recognized as the same object: comparing schemas takes long. */
  private record Use(@Nullable String topic, SchemaRef schema, @Nullable Object into) {
    @SuppressWarnings("ReferenceEquality") // as the type says
    boolean is(@Nullable String otherTopic, SchemaRef otherSchema, @Nullable Object otherInto) {
      return into == otherInto && schema.equals(otherSchema) && Objects.equals(topic, otherTopic);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Use use && is(use.topic, use.schema, use.into);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * schema.hashCode() + System.identityHashCode(into))
          + Objects.hashCode(topic);
    }
  }
}
