package dev.stele.serde;

import dev.stele.schema.SchemaType;
import java.util.Optional;

/**
 * What a {@link SubjectNameStrategy} may know of a message's schema.
 *
 * @param recordName the full name of the record the message is; empty if it is no record
 */
public record MessageSchema(SchemaType type, Optional<String> recordName) {}
