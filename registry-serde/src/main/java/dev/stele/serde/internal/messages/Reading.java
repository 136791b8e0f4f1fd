package dev.stele.serde.internal.messages;

import dev.stele.schema.SchemaSource;
import dev.stele.serde.client.RegisteredSchema;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read, and into what.
 *
 * @param source the writer's text with all it refers to
 * @param target the registered schema to read into; null for the writer's, or {@code given}
 * @param given what the caller asked to read into, in the format's own terms; null for what the
 *     settings say
 */
public record Reading(
    RegisteredSchema writer, SchemaSource source, @Nullable Target target, @Nullable Object given) {
  /** A registered schema with the text of all it refers to. */
  public record Target(RegisteredSchema schema, SchemaSource source) {}
}
