package dev.stele.server.http.confluent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.Numbers;
import dev.stele.server.domain.RawReference;
import dev.stele.server.domain.RegistryError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The body that registers a schema, looks it up, or asks whether it is compatible. */
record RegisterSchemaRequest(
    @Nullable String schema,
    @Nullable String schemaType,
    @Nullable List<@Nullable SchemaReference> references,
    @Nullable JsonNode metadata,
    @Nullable JsonNode ruleSet,
    @Nullable Integer version,
    @Nullable Integer id,
    @Nullable JsonNode schemaTagsToAdd,
    @Nullable JsonNode schemaTagsToRemove,
    @Nullable Boolean propagateSchemaTags) {

  /**
   * The schema to look for or to compare.
   *
   * @throws dev.stele.server.http.HttpException 422 if it has what is not supported yet
   */
  Draft draft() {
    SchemaType type = schemaType == null ? SchemaType.AVRO : new SchemaType(schemaType);
    refuse("metadata", isThere(metadata));
    refuse("ruleSet", isThere(ruleSet));
    refuse("schemaTagsToAdd", isThere(schemaTagsToAdd) && !isEmptyList(schemaTagsToAdd));
    refuse("schemaTagsToRemove", isThere(schemaTagsToRemove) && !isEmptyList(schemaTagsToRemove));
    refuse("propagateSchemaTags", Boolean.TRUE.equals(propagateSchemaTags));
    return new Draft(
        type,
        Objects.requireNonNullElse(schema, ""),
        rawReferences(),
        Optional.empty(),
        Optional.empty());
  }

  /** The schema to register, with the version and the id that are wanted. */
  Draft newDraft() {
    return draft()
        .with(
            new Numbers(
                version == null ? 0 : version,
                id == null || id < 0 ? OptionalInt.empty() : OptionalInt.of(id)));
  }

  /**
   * Logical types to register in the language of {@code schemaType}, which there must be.
   *
   * @throws dev.stele.server.http.HttpException 422 if there is none
   */
  Draft logicalDraft() {
    if (schemaType == null || schemaType.isBlank()) {
      throw ConfluentErrors.refusal(RegistryError.typeOfLogicalRequired());
    }
    Draft draft = newDraft();
    return new Draft(
        new SchemaType(schemaType.toUpperCase(Locale.ROOT)),
        draft.hashed(),
        draft.references(),
        draft.metadata(),
        draft.ruleSet(),
        draft.numbers());
  }

  private List<RawReference> rawReferences() {
    List<RawReference> raw = new ArrayList<>();
    for (SchemaReference reference : references == null ? List.<SchemaReference>of() : references) {
      raw.add(reference == null ? new RawReference(null, null, null) : reference.raw());
    }
    return raw;
  }

  private static void refuse(String what, boolean present) {
    if (present) {
      throw ConfluentErrors.notSupported(what);
    }
  }

  private static boolean isThere(@Nullable JsonNode node) {
    return node != null && !node.isNull();
  }

  private static boolean isEmptyList(@Nullable JsonNode node) {
    return node != null && node.isArray() && node.isEmpty();
  }
}
