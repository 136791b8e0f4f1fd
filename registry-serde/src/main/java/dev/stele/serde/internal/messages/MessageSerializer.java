package dev.stele.serde.internal.messages;

import dev.stele.serde.MessageSchema;
import dev.stele.serde.SerdeConfig;
import dev.stele.serde.client.RegistryException;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.registry.ChosenSchema;
import dev.stele.serde.internal.registry.RegistryFailures;
import dev.stele.serde.internal.registry.SchemaChooser;
import dev.stele.serde.internal.rules.MessageRules;
import java.io.IOException;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Turns objects into messages: finds out, once for each topic and schema, what the registry calls
 * the schema, and writes from then on without a lock and without asking. Thread-safe.
 *
 * @param <S> what an object's schema is recognized by: the same schema is the same instance
 */
public final class MessageSerializer<S> {
  private final WriteFormat<S> format;
  private final SerdeContext context;
  private final SchemaChooser chooser;
  private final BoundedCache<Use<S>, MessageWriter> writers;
  // Threads that race write what any of them may read: what it holds never changes.
  private @Nullable Found<S> last;

  public MessageSerializer(WriteFormat<S> format, SerdeContext context) {
    this.format = format;
    this.context = context;
    this.chooser = new SchemaChooser(context.client(), context.config().choice());
    this.writers = new BoundedCache<>(context.client().config().cacheCapacity());
    context.config().warnOfIneffective();
  }

  /**
   * Encodes one key or value.
   *
   * @param headers the record's; null if there is no record
   * @throws KafkaException saying what could not be done with which topic, subject and schema
   */
  public byte[] serialize(@Nullable String topic, @Nullable Headers headers, Object object) {
    S schema = format.schemaOf(topic, context.config().isKey(), object);
    Found<S> found = last;
    if (found == null || !found.use.is(topic, schema, object.getClass())) {
      found = find(new Use<>(topic, schema, object.getClass()), object);
    } else if (found.writer.expired()) {
      found = replace(found.use, object);
    }
    return found.writer.write(headers, object);
  }

  private Found<S> find(Use<S> use, Object object) {
    MessageWriter known = writers.get(use);
    if (known == null || known.expired()) {
      return replace(use, object);
    }
    Found<S> found = new Found<>(use, known);
    last = found;
    return found;
  }

  private Found<S> replace(Use<S> use, Object object) {
    MessageWriter made = make(use, object);
    writers.put(use, made);
    Found<S> found = new Found<>(use, made);
    last = found;
    return found;
  }

  private MessageWriter make(Use<S> use, Object object) {
    SerdeConfig config = context.config();
    Place place = Place.writing(use.topic, config.isKey());
    try {
      OwnSchema own = format.describe(place, use.schema, object);
      place = place.in(subject(place, own));
      ChosenSchema chosen = chooser.toWrite(place.subject(), own.definition());
      place = place.at(chosen.schema().id());
      PayloadWriter payloads = format.writer(place, use.schema, object, chosen);
      MessageRules rules = context.rules().writing(place, chosen.schema());
      if (rules != null) {
        payloads = payloads.underRules();
      }
      Long expiry = chosen.mayChange() ? context.expiry().orElse(null) : null;
      SchemaName name = SchemaName.of(place, config, chosen.schema(), payloads.prologue());
      return new MessageWriter(place, name, payloads, rules, expiry);
    } catch (KafkaException e) {
      throw e;
    } catch (RegistryException e) {
      throw RegistryFailures.translate(place.doing(), e);
    } catch (IOException | RuntimeException e) {
      throw place.failed(String.valueOf(e.getMessage()), e);
    }
  }

  private String subject(Place place, OwnSchema own) {
    MessageSchema schema = new MessageSchema(own.definition().type(), own.recordName());
    return context
        .config()
        .subjects()
        .subject(place.topic(), place.isKey(), schema)
        .orElseThrow(() -> place.failed("the subject name strategy names no subject"));
  }

  private record Found<S>(Use<S> use, MessageWriter writer) {}

  /** Comparing schemas takes long when they are large: here the same one means the same object. */
  private record Use<S>(@Nullable String topic, S schema, Class<?> type) {
    @SuppressWarnings("ReferenceEquality") // as the type says
    boolean is(@Nullable String otherTopic, S otherSchema, Class<?> otherType) {
      return schema == otherSchema && type == otherType && Objects.equals(topic, otherTopic);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Use<?> use && sameAs(use);
    }

    @SuppressWarnings("ReferenceEquality") // as the type says
    private boolean sameAs(Use<?> use) {
      return schema == use.schema && type == use.type && Objects.equals(topic, use.topic);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(schema) + Objects.hashCode(topic);
    }
  }
}
