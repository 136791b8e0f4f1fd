package dev.stele.serde.json;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.SchemaType;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.Place;
import dev.stele.serde.json.internal.generator.SchemaGenerator;
import dev.stele.serde.json.internal.validation.SchemaTexts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the schema of a Java object, and what of the object is data. Thread-safe. */
final class ValueSchemas {
  private final boolean envelopes;
  private final SchemaGenerator generator;
  private final ClassSchemas annotated = new ClassSchemas();
  private final BoundedCache<Class<?>, SchemaDefinition> byClass;
  private final BoundedCache<SchemaDefinition, SchemaDefinition> given;
  private final BoundedCache<EnvelopeHead, SchemaDefinition> byEnvelope;
  // Threads that race write what any of them may read: what they hold does not change.
  private @Nullable SchemaDefinition lastGiven;
  private @Nullable LastEnvelope lastEnvelope;

  ValueSchemas(JsonSchemaSettings settings, ObjectMapper mapper, int cacheCapacity) {
    this.envelopes = settings.envelopeDetection();
    this.generator =
        new SchemaGenerator(
            mapper,
            new SchemaGenerator.Style(
                settings.draft().uri(),
                settings.oneOfForNullables(),
                !settings.failUnknownProperties()));
    this.byClass = new BoundedCache<>(cacheCapacity);
    this.given = new BoundedCache<>(cacheCapacity);
    this.byEnvelope = new BoundedCache<>(cacheCapacity);
  }

  /** Equal schemas are the same instance, so a schema may be recognized by identity. */
  SchemaDefinition schema(@Nullable String topic, boolean isKey, Object object) {
    try {
      if (object instanceof JsonSchemaValue value) {
        return given(value.schema());
      }
      ObjectNode envelope = envelope(object);
      return envelope != null ? ofEnvelope(envelope) : ofClass(object.getClass());
    } catch (JsonMappingException | IllegalArgumentException | IllegalStateException e) {
      throw Place.writing(topic, isKey)
          .failed(
              "no JSON schema is known for an object of "
                  + object.getClass().getName()
                  + ": "
                  + e.getMessage(),
              e);
    }
  }

  private @Nullable ObjectNode envelope(Object object) {
    return envelopes ? Envelopes.envelope(object) : null;
  }

  /** What is written of an object. */
  @Nullable Object value(Object object) {
    if (object instanceof JsonSchemaValue value) {
      return value.value();
    }
    ObjectNode envelope = envelope(object);
    return envelope != null ? Envelopes.payload(envelope) : object;
  }

  @SuppressWarnings("ReferenceEquality") // a shortcut
  private SchemaDefinition given(SchemaDefinition schema) {
    if (schema == lastGiven) {
      return schema;
    }
    SchemaDefinition known = given.get(schema);
    if (known == null) {
      given.put(schema, schema);
      known = schema;
    }
    lastGiven = known;
    return known;
  }

  private SchemaDefinition ofEnvelope(ObjectNode envelope) {
    EnvelopeHead head = new EnvelopeHead(envelope.get("schema"), envelope.path("references"));
    LastEnvelope last = lastEnvelope;
    if (last != null && last.head.sameAs(head)) {
      return last.schema;
    }
    SchemaDefinition known = byEnvelope.get(head);
    if (known == null) {
      known = given(Envelopes.schema(envelope));
      byEnvelope.put(head, known);
    }
    lastEnvelope = new LastEnvelope(head, known);
    return known;
  }

  private SchemaDefinition ofClass(Class<?> type) throws JsonMappingException {
    SchemaDefinition known = byClass.get(type);
    if (known == null) {
      SchemaDefinition written = annotated.schema(type);
      known =
          written != null
              ? written
              : new SchemaDefinition(
                  SchemaType.JSON, SchemaTexts.print(generator.generate(type)), List.of());
      byClass.put(type, known);
    }
    return known;
  }

  private record LastEnvelope(EnvelopeHead head, SchemaDefinition schema) {}

  /** What an envelope says of its schema. */
  private record EnvelopeHead(JsonNode schema, JsonNode references) {
    /** Comparing schemas takes long when they are large: most envelopes share one. */
    @SuppressWarnings("ReferenceEquality") // as the comment says
    boolean sameAs(EnvelopeHead other) {
      return schema == other.schema && references == other.references;
    }
  }
}
