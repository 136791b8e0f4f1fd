package dev.stele.serde.internal.messages;

import dev.stele.serde.client.SchemaDefinition;
import java.util.Optional;

/**
 * The schema of an object about to be written.
 *
 * @param recordName the full name of the record or message; empty if it has none
 */
public record OwnSchema(SchemaDefinition definition, Optional<String> recordName) {}
