package dev.stele.serde.client;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A schema the registry holds. Immutable and thread-safe.
 *
 * @param id unique in its context; -1 if the registry was asked for a guid and said none
 * @param guid unique everywhere, if the registry said it; older ones have none
 * @param subject where it was found, if the registry said so
 * @param version the version in that subject, if the registry said so
 * @param schema as the registry holds it, which may differ from what was sent
 */
public record RegisteredSchema(
    int id,
    Optional<UUID> guid,
    Optional<String> subject,
    OptionalInt version,
    SchemaDefinition schema) {}
