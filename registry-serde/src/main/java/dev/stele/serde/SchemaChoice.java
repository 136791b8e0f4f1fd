package dev.stele.serde;

import dev.stele.serde.client.SchemaOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * Which registered schema a serializer encodes with, and a deserializer reads into. A serializer
 * takes the first that is set: {@code autoRegister}, {@code schemaId}, {@code guid}, {@code
 * latestMetadata}, {@code useLatest}; otherwise it looks the object's own schema up.
 *
 * @param autoRegister register the object's schema if it is not there yet
 * @param options how to register or look up
 * @param schemaId encode with the schema of this id
 * @param guid encode with the schema of this guid
 * @param latestMetadata encode with, or read into, the latest version with these properties; empty
 *     if not set
 * @param useLatest encode with, or read into, the subject's latest version
 * @param idStrict refuse a schema of {@code schemaId} or {@code guid} that cannot read what the
 *     object's own writes
 * @param latestStrict the same for the latest version
 */
public record SchemaChoice(
    boolean autoRegister,
    Set<SchemaOption> options,
    OptionalInt schemaId,
    Optional<UUID> guid,
    Map<String, String> latestMetadata,
    boolean useLatest,
    boolean idStrict,
    boolean latestStrict) {
  public SchemaChoice {
    options = Set.copyOf(options);
    latestMetadata = Map.copyOf(latestMetadata);
  }
}
