package dev.stele.server.http.confluent;

import dev.stele.schema.SchemaType;
import dev.stele.schema.TagEdit;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.Numbers;
import dev.stele.server.domain.RawReference;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.Tagging;
import dev.stele.server.domain.VersionSpec;
import dev.stele.server.http.HttpException;
import dev.stele.server.http.confluent.DataContract.Metadata;
import dev.stele.server.http.confluent.DataContract.RuleSet;
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
    @Nullable Metadata metadata,
    @Nullable RuleSet ruleSet,
    @Nullable Integer version,
    @Nullable Integer id,
    @Nullable List<@Nullable SchemaTags> schemaTagsToAdd,
    @Nullable List<@Nullable SchemaTags> schemaTagsToRemove,
    @Nullable Boolean propagateSchemaTags) {

  /**
   * The schema to look for or to compare.
   *
   * @throws HttpException 400 if a list or a map has a null in it
   */
  Draft draft() {
    SchemaType type = schemaType == null ? SchemaType.AVRO : new SchemaType(schemaType);
    return new Draft(
            type,
            Objects.requireNonNullElse(schema, ""),
            rawReferences(),
            Optional.ofNullable(metadata).map(Metadata::value),
            Optional.ofNullable(ruleSet).map(RuleSet::value))
        .with(numbers(Numbers.ANY.version()));
  }

  /**
   * The schema to register, with the version and the id that are wanted. One with tags edited is
   * always to be a version of its own, with the number in its metadata.
   *
   * @throws HttpException 400 as {@link #draft()}, or if something of a tagged entity is missing
   */
  Draft newDraft() {
    List<TagEdit> edits = tagEdits();
    int next = edits.isEmpty() ? Numbers.ANY.version() : VersionSpec.LATEST.number();
    return draft()
        .with(numbers(next))
        .with(new Tagging(edits, Boolean.TRUE.equals(propagateSchemaTags)));
  }

  private Numbers numbers(int otherwise) {
    return new Numbers(
        version == null ? otherwise : version,
        id == null || id < 0 ? OptionalInt.empty() : OptionalInt.of(id));
  }

  private List<TagEdit> tagEdits() {
    return TagEdit.of(
        SchemaTags.values("schemaTagsToAdd", schemaTagsToAdd),
        SchemaTags.values("schemaTagsToRemove", schemaTagsToRemove));
  }

  /**
   * Logical types to register in the language of {@code schemaType}, which there must be.
   *
   * @throws HttpException 422 if there is none; 400 as {@link #newDraft()}
   */
  Draft logicalDraft() {
    if (schemaType == null || schemaType.isBlank()) {
      throw ConfluentErrors.refusal(RegistryError.typeOfLogicalRequired());
    }
    return newDraft().with(new SchemaType(schemaType.toUpperCase(Locale.ROOT)));
  }

  private List<RawReference> rawReferences() {
    List<RawReference> raw = new ArrayList<>();
    for (SchemaReference reference : references == null ? List.<SchemaReference>of() : references) {
      raw.add(reference == null ? new RawReference(null, null, null) : reference.raw());
    }
    return raw;
  }
}
