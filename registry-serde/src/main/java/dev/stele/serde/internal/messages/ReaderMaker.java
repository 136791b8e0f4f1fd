package dev.stele.serde.internal.messages;

import dev.stele.serde.MessageSchema;
import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.Reading.Target;
import dev.stele.serde.internal.registry.Failures;
import dev.stele.serde.internal.registry.SchemaChooser;
import dev.stele.serde.internal.rules.MessageRules;
import dev.stele.serde.internal.rules.Migration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Makes what reads the messages of one topic and schema. Asks the registry. Thread-safe. */
final class ReaderMaker {
  private final ReadFormats formats;
  private final SerdeContext context;
  private final RegistryClient client;
  private final SubjectNameStrategy subjects;
  private final boolean isKey;
  private final SchemaChooser chooser;

  ReaderMaker(ReadFormats formats, SerdeContext context) {
    this.formats = formats;
    this.context = context;
    this.client = context.client();
    this.subjects = context.settings().subjects();
    this.isKey = context.settings().isKey();
    this.chooser = new SchemaChooser(client, context.settings().choice());
  }

  /**
   * What messages were written with.
   *
   * @param askedWith the subject the schema was asked for with
   */
  record Writer(Place place, ReadFormat format, Target schema, String askedWith) {}

  Writer writer(@Nullable String topic, SchemaRef schema) {
    Place place = Place.reading(topic, isKey, schema.toString());
    try {
      // As far as it is known before the schema is: an id has its meaning in a context.
      place = place.in(subject(place, null));
      RegisteredSchema writer = fetch(place, schema);
      ReadFormat format = formats.of(place, writer.schema().type());
      return writer(place, format, new Target(writer, client.source(writer)));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw Failures.of(place, e);
    }
  }

  private Writer writer(Place place, ReadFormat format, Target schema) {
    String asked = place.subject();
    if (!subjects.usesSchema()) {
      return new Writer(place, format, schema, asked);
    }
    MessageSchema named;
    try {
      named = new MessageSchema(format.type(), format.recordName(schema.source()));
    } catch (RuntimeException | StackOverflowError e) {
      client.doubt(schema.schema(), asked, schema.source().dependencies());
      throw e;
    }
    return new Writer(place.in(subject(place, named)), format, schema, asked);
  }

  /** Whether the subject of a message depends on which of the schema's messages it is. */
  boolean namesMessages(Writer writer) {
    return subjects.usesSchema() && writer.format.hasSeveralMessages();
  }

  /** The same schema, in the subject of one of its messages. */
  Writer of(Writer writer, String messageName) {
    MessageSchema named = new MessageSchema(writer.format.type(), Optional.of(messageName));
    Place place = writer.place.in(subject(writer.place, named));
    return new Writer(place, writer.format, writer.schema, writer.askedWith);
  }

  private String subject(Place place, @Nullable MessageSchema schema) {
    try {
      return subjects.subject(place.topic(), isKey, schema).orElse("");
    } catch (SerializationException e) {
      throw place.failed(String.valueOf(e.getMessage()), e);
    }
  }

  private RegisteredSchema fetch(Place place, SchemaRef schema) {
    if (schema instanceof SchemaRef.Id id) {
      return client.schemaById(id.id(), place.subject());
    }
    return client.schemaByGuid(((SchemaRef.Guid) schema).guid());
  }

  /** The registered schema to read into; empty for the writer's. */
  Optional<RegisteredSchema> latest(Place place) {
    try {
      return chooser.latest(place.subject());
    } catch (RuntimeException e) {
      throw Failures.of(place, e);
    }
  }

  @Nullable Expiry expiry() {
    return context.expiry().orElse(null);
  }

  /**
   * What reads the messages.
   *
   * @param latest the registered schema to read into; null for the writer's
   * @param into what the caller gave to read into, in the format's own terms
   */
  MessageReader reader(Writer writer, @Nullable RegisteredSchema latest, @Nullable Object into) {
    Place place = writer.place;
    RegisteredSchema written = writer.schema.schema();
    try {
      Target target = latest == null ? null : new Target(latest, client.source(latest));
      Reading reading = new Reading(written, writer.schema.source(), target, into);
      PayloadReader payloads = payloads(writer, reading);
      MessageRules rules =
          context.rules().reading(place, written, latest == null ? written : latest);
      return new MessageReader(
          place,
          rules == null ? payloads : payloads.underRules(),
          rules,
          latest == null ? null : migration(place, written, latest));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw Failures.of(place, e);
    }
  }

  private PayloadReader payloads(Writer writer, Reading reading) {
    try {
      return writer.format.reader(writer.place, reading);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      // If it is the registry's answer that cannot be read, another one may be better.
      client.doubt(reading.writer(), writer.askedWith, reading.source().dependencies());
      if (e instanceof KafkaException kafkas) {
        throw kafkas;
      }
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw writer.place.failed("the registered schema cannot be used: " + reason, e);
    }
  }

  private @Nullable Migration migration(
      Place place, RegisteredSchema writer, RegisteredSchema reader) {
    List<RegisteredSchema> versions =
        new VersionChain(client).between(place.subject(), writer, reader);
    return context.rules().migration(place, versions);
  }
}
