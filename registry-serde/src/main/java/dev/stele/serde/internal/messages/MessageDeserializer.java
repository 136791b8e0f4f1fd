package dev.stele.serde.internal.messages;

import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.registry.Failures;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns messages into objects: asks the registry, once for each topic and schema, what the message
 * was written with, and reads from then on without a lock and without asking. Thread-safe.
 */
public final class MessageDeserializer {
  private static final Logger LOG = LoggerFactory.getLogger(MessageDeserializer.class);

  private static final int MOST_MESSAGES = 1000;

  private final ReaderMaker maker;
  private final Framing framing;
  private final BoundedCache<Use, Known> known;
  private final Recent<Found> recent = new Recent<>();

  public MessageDeserializer(ReadFormats formats, SerdeContext context) {
    this.maker = new ReaderMaker(formats, context);
    this.framing = new Framing(context.settings());
    this.known = new BoundedCache<>(context.client().cacheCapacity());
  }

  /**
   * Decodes one key or value.
   *
   * @param headers the record's; null if there is no record
   * @param message a whole key or value
   * @param into what to read into, in the format's own terms: the same is the same object; null for
   *     what the settings say
   * @throws KafkaException saying what could not be done with which topic, subject and schema
   */
  public @Nullable Object deserialize(
      @Nullable String topic, @Nullable Headers headers, byte[] message, @Nullable Object into) {
    return read(topic, headers, ByteBuffer.wrap(message), into);
  }

  /**
   * As {@link #deserialize(String, Headers, byte[], Object)}.
   *
   * @param message a whole key or value, from its position to its limit; is left as it is
   */
  public @Nullable Object deserialize(
      @Nullable String topic,
      @Nullable Headers headers,
      ByteBuffer message,
      @Nullable Object into) {
    return read(topic, headers, onHeap(message), into);
  }

  private static ByteBuffer onHeap(ByteBuffer message) {
    if (message.hasArray()) {
      // Big-endian, whatever the original is: a duplicate does not inherit it.
      return message.duplicate();
    }
    return ByteBuffer.allocate(message.remaining()).put(message.duplicate()).flip();
  }

  /**
   * @param message backed by an array; its position moves
   */
  private @Nullable Object read(
      @Nullable String topic,
      @Nullable Headers headers,
      ByteBuffer message,
      @Nullable Object into) {
    byte[] name = framing.name(headers);
    int mark = Naming.mark(name, message);
    int hash = 31 * mark + Objects.hashCode(topic);
    Found found = recent.get(hash);
    if (found == null || !found.is(topic, into) || !found.naming.recognizes(name, mark, message)) {
      found = find(topic, name, message, into);
      recent.put(hash, found);
    }
    if (found.known.messages != null) {
      return inItsOwnSubject(found, found.known.messages, message).read(headers, message);
    }
    Expiry expiry = found.known.expiry;
    if (expiry != null && expiry.claim()) {
      found = found.with(renewed(found.known, expiry, found.use.into));
      known.put(found.use, found.known);
      recent.put(hash, found);
    }
    return found.read(headers, message);
  }

  /** For a schema of several messages, each of which has its subject. */
  private Found inItsOwnSubject(
      Found schema, BoundedCache<String, Known> messages, ByteBuffer message) {
    ByteBuffer prologue = schema.prologue == null ? message : schema.prologue;
    String name = schema.known.reader.messageName(prologue).orElse("");
    Known own = messages.get(name);
    if (own == null) {
      own = make(maker.of(schema.known.writer, name), schema.use.into);
      messages.put(name, own);
    }
    if (own.expiry != null && own.expiry.claim()) {
      own = renewed(own, own.expiry, schema.use.into);
      messages.put(name, own);
    }
    return schema.with(own);
  }

  private Found find(
      @Nullable String topic, byte @Nullable [] name, ByteBuffer message, @Nullable Object into) {
    Frame frame = framing.frame(topic, name, message);
    Use use = new Use(topic, frame.schema(), into);
    Known reader = known.get(use);
    if (reader == null) {
      reader = make(use);
      known.put(use, reader);
    }
    return Found.of(use, Naming.of(name, frame), frame.prologue(), reader);
  }

  private Known make(Use use) {
    ReaderMaker.Writer writer = maker.writer(use.topic, use.schema);
    if (!maker.namesMessages(writer)) {
      return make(writer, use.into);
    }
    MessageReader anyOfThem = maker.reader(writer, null, use.into);
    return new Known(writer, Optional.empty(), anyOfThem, null, new BoundedCache<>(MOST_MESSAGES));
  }

  private Known make(ReaderMaker.Writer writer, @Nullable Object into) {
    return make(writer, into == null ? maker.latest(writer.place()) : Optional.empty(), into);
  }

  private Known make(
      ReaderMaker.Writer writer, Optional<RegisteredSchema> latest, @Nullable Object into) {
    MessageReader reader = maker.reader(writer, latest.orElse(null), into);
    return new Known(writer, latest, reader, latest.isEmpty() ? null : maker.expiry(), null);
  }

  /** Chooses the schema again; keeps what there is if that is the same, or cannot be found out. */
  private Known renewed(Known old, Expiry expiry, @Nullable Object into) {
    Place place = old.writer.place();
    try {
      Optional<RegisteredSchema> latest = maker.latest(place);
      if (latest.equals(old.latest)) {
        expiry.confirm();
        return old;
      }
      return make(old.writer, latest, into);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      KafkaException failure = Failures.of(place, e);
      if (!(failure instanceof RetriableException)) {
        throw failure;
      }
      LOG.warn("Going on with {}, which may not be the latest: {}", old.latest, failure);
      expiry.postpone();
      return old;
    } finally {
      expiry.release();
    }
  }

  /**
   * What reads messages of one topic and schema.
   *
   * @param latest the schema they are read into, if it is one that may change
   * @param expiry when it has to be chosen again; null for never
   * @param messages what reads each of the schema's messages, by name, where each has its own
   *     subject; null where all have the same
   */
  private record Known(
      ReaderMaker.Writer writer,
      Optional<RegisteredSchema> latest,
      MessageReader reader,
      @Nullable Expiry expiry,
      @Nullable BoundedCache<String, Known> messages) {}

  /**
   * @param prologue null if it stands in each message
   * @param reader reads what comes behind the prologue; null if that stands in each message
   */
  private record Found(
      Use use,
      Naming naming,
      @Nullable ByteBuffer prologue,
      Known known,
      @Nullable MessageReader reader) {
    static Found of(Use use, Naming naming, @Nullable ByteBuffer prologue, Known known) {
      MessageReader reader = prologue == null ? null : known.reader.after(prologue);
      return new Found(use, naming, prologue, known, reader);
    }

    Found with(Known other) {
      return of(use, naming, prologue, other);
    }

    @Nullable Object read(@Nullable Headers headers, ByteBuffer message) {
      return reader == null
          ? known.reader.readWithPrologue(headers, message)
          : reader.read(headers, message);
    }

    @SuppressWarnings("ReferenceEquality") // see Use
    boolean is(@Nullable String topic, @Nullable Object into) {
      return use.into == into && Objects.equals(use.topic, topic);
    }
  }

  /** What is to be read into is recognized as the same object: comparing schemas takes long. */
  private record Use(@Nullable String topic, SchemaRef schema, @Nullable Object into) {
    @Override
    @SuppressWarnings("ReferenceEquality") // as the type says
    public boolean equals(@Nullable Object other) {
      return other instanceof Use use
          && into == use.into
          && schema.equals(use.schema)
          && Objects.equals(topic, use.topic);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * schema.hashCode() + System.identityHashCode(into))
          + Objects.hashCode(topic);
    }
  }
}
