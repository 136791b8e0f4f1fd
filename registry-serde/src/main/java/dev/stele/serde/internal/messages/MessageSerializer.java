package dev.stele.serde.internal.messages;

import dev.stele.serde.MessageSchema;
import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.registry.ChosenSchema;
import dev.stele.serde.internal.registry.Failures;
import dev.stele.serde.internal.registry.SchemaChooser;
import dev.stele.serde.internal.rules.MessageRules;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns objects into messages: finds out, once for each topic and schema, what the registry calls
 * the schema, and writes from then on without a lock and without asking. Thread-safe.
 *
 * @param <S> what an object's schema is recognized by: the same schema is the same instance
 */
public final class MessageSerializer<S> {
  private static final Logger LOG = LoggerFactory.getLogger(MessageSerializer.class);

  private final WriteFormat<S> format;
  private final SerdeContext context;
  private final boolean isKey;
  private final SchemaChooser chooser;
  private final BoundedCache<Use<S>, Found<S>> known;
  private final Recent<Found<S>> recent = new Recent<>();

  public MessageSerializer(WriteFormat<S> format, SerdeContext context) {
    this.format = format;
    this.context = context;
    this.isKey = context.settings().isKey();
    this.chooser = new SchemaChooser(context.client(), context.settings().choice());
    this.known = new BoundedCache<>(context.client().cacheCapacity());
    context.settings().choice().warnOfIneffective();
  }

  /**
   * Encodes one key or value.
   *
   * @param headers the record's; null if there is no record
   * @throws KafkaException saying what could not be done with which topic, subject and schema
   */
  public byte[] serialize(@Nullable String topic, @Nullable Headers headers, Object object) {
    S schema = schemaOf(topic, object);
    int hash = hash(topic, schema);
    Found<S> found = recent.get(hash);
    if (found == null || !found.use.is(topic, schema, object.getClass())) {
      found = find(new Use<>(topic, schema, object.getClass()), object);
      recent.put(hash, found);
    }
    if (found.expiry != null && found.expiry.claim()) {
      found = renew(found, found.expiry, object);
    }
    return found.writer.write(headers, object);
  }

  private S schemaOf(@Nullable String topic, Object object) {
    try {
      return format.schemaOf(topic, isKey, object);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw Failures.of(Place.writing(topic, isKey), e);
    }
  }

  private static int hash(@Nullable String topic, Object schema) {
    return 31 * System.identityHashCode(schema) + Objects.hashCode(topic);
  }

  private Found<S> find(Use<S> use, Object object) {
    Found<S> found = known.get(use);
    if (found == null) {
      found = make(use, object);
      known.put(use, found);
    }
    return found;
  }

  private Found<S> make(Use<S> use, Object object) {
    Place place = Place.writing(use.topic, isKey);
    try {
      OwnSchema own = format.describe(place, use.schema, object);
      place = chooser.at(place.in(subject(place, own)));
      return make(place, use, object, own, chooser.toWrite(place.subject(), own.definition()));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw Failures.of(place, e);
    }
  }

  private Found<S> make(
      Place subject, Use<S> use, Object object, OwnSchema own, ChosenSchema chosen) {
    Place place = subject.at(chosen.schema().id());
    try {
      PayloadWriter payloads = format.writer(place, use.schema, object, chosen);
      MessageRules rules = context.rules().writing(place, chosen.schema());
      if (rules != null) {
        payloads = payloads.underRules();
      }
      SchemaName name =
          SchemaName.of(place, context.settings(), chosen.schema(), payloads.prologue());
      Expiry expiry = chosen.mayChange() ? context.expiry().orElse(null) : null;
      MessageWriter writer = new MessageWriter(place, name, payloads, rules);
      return new Found<>(use, writer, own, chosen, expiry);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      throw Failures.of(place, e);
    }
  }

  private String subject(Place place, OwnSchema own) {
    SubjectNameStrategy subjects = context.settings().subjects();
    MessageSchema schema = new MessageSchema(own.definition().type(), own.recordName());
    Optional<String> subject;
    try {
      subject = subjects.subject(place.topic(), isKey, schema);
    } catch (SerializationException e) {
      throw place.failed(String.valueOf(e.getMessage()), e);
    }
    return subject.orElseThrow(
        () ->
            place.failed(
                subjects.getClass().getSimpleName() + " names no subject for a message like this"));
  }

  /** Chooses the schema again; keeps what there is if that is the same, or cannot be found out. */
  private Found<S> renew(Found<S> old, Expiry expiry, Object object) {
    Place place = old.writer.place();
    try {
      ChosenSchema chosen = chooser.toWrite(place.subject(), old.own.definition());
      if (chosen.equals(old.chosen)) {
        expiry.confirm();
        return old;
      }
      Found<S> renewed = make(place, old.use, object, old.own, chosen);
      known.put(old.use, renewed);
      recent.put(hash(old.use.topic, old.use.schema), renewed);
      return renewed;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      KafkaException failure = Failures.of(place, e);
      if (!(failure instanceof RetriableException)) {
        throw failure;
      }
      LOG.warn("Going on with {}, which may not be the latest: {}", place, failure.getMessage());
      expiry.postpone();
      return old;
    } finally {
      expiry.release();
    }
  }

  /**
   * @param expiry when the schema has to be chosen again; null for never
   */
  private record Found<S>(
      Use<S> use,
      MessageWriter writer,
      OwnSchema own,
      ChosenSchema chosen,
      @Nullable Expiry expiry) {}

  /** Comparing schemas takes long when they are large: here the same one means the same object. */
  private record Use<S>(@Nullable String topic, S schema, Class<?> type) {
    @SuppressWarnings("ReferenceEquality") // as the type says
    boolean is(@Nullable String otherTopic, Object otherSchema, Class<?> otherType) {
      return schema == otherSchema && type == otherType && Objects.equals(topic, otherTopic);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Use<?> use && is(use.topic, use.schema, use.type);
    }

    @Override
    public int hashCode() {
      return hash(topic, schema);
    }
  }
}
