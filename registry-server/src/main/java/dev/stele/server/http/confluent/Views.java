package dev.stele.server.http.confluent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stele.schema.EntityTags;
import dev.stele.schema.Reference;
import dev.stele.server.domain.Metadata;
import dev.stele.server.domain.RuleSet;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.Stamp;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Answers as JSON objects; members in the reference registry's order. */
final class Views {
  private Views() {}

  /** A version of a subject. */
  record Schema(
      String subject,
      int version,
      int id,
      String guid,
      String schemaType,
      List<Reference> references,
      @Nullable Metadata metadata,
      String schema,
      List<SchemaTags> schemaTags,
      @Nullable Long ts,
      @Nullable Boolean deleted,
      @Nullable RuleSet ruleSet) {
    /** A version found by its number. */
    static Schema stored(SchemaVersion version, String text) {
      return stored(version, text, List.of());
    }

    /** The same with tags that were asked for. */
    static Schema stored(SchemaVersion version, String text, List<EntityTags> tags) {
      return of(version, text, tags, version.stamp().timestampMs(), version.deleted());
    }

    /** A version found by what it says; without a time if it is what was sent. */
    static Schema matched(SchemaVersion version, String text) {
      return version.stamp().equals(Stamp.PENDING)
          ? of(version, text, List.of(), null, null)
          : stored(version, text);
    }

    private static Schema of(
        SchemaVersion version,
        String text,
        List<EntityTags> tags,
        @Nullable Long ts,
        @Nullable Boolean deleted) {
      SchemaContent content = version.content();
      return new Schema(
          version.subject().qualified(),
          version.version(),
          version.id(),
          content.guid().toString(),
          content.type().name(),
          content.references(),
          content.metadata().orElse(null),
          text,
          tags.stream().map(SchemaTags::of).toList(),
          ts,
          deleted,
          content.ruleSet().orElse(null));
    }
  }

  /**
   * A version in a listing of many subjects.
   *
   * @param aliases names that stand for its subject, where they were asked for
   * @param associations of its subject, where they were asked for
   */
  record Listed(
      @JsonUnwrapped Schema schema,
      List<String> aliases,
      List<AssociationViews.Association> associations) {}

  /**
   * What an id or a guid stands for.
   *
   * @param subject null, as is {@code version}, if the content was asked for, not its use
   */
  record SchemaString(
      @Nullable String subject,
      @Nullable Integer version,
      String guid,
      String schemaType,
      String schema,
      List<Reference> references,
      @Nullable Metadata metadata,
      @Nullable RuleSet ruleSet,
      List<SchemaTags> schemaTags,
      @Nullable Integer maxId,
      long ts,
      boolean deleted) {
    static SchemaString of(
        SchemaVersion version, String text, List<EntityTags> tags, OptionalInt maxId) {
      return of(
          version,
          SubjectVersion.of(version),
          text,
          tags,
          maxId.isPresent() ? maxId.getAsInt() : null);
    }

    /** Without one of the versions that use it. */
    static SchemaString ofContent(SchemaVersion version, String text) {
      return of(version, null, text, List.of(), null);
    }

    private static SchemaString of(
        SchemaVersion version,
        @Nullable SubjectVersion user,
        String text,
        List<EntityTags> tags,
        @Nullable Integer maxId) {
      SchemaContent content = version.content();
      return new SchemaString(
          user == null ? null : user.subject(),
          user == null ? null : user.version(),
          content.guid().toString(),
          content.type().name(),
          text,
          content.references(),
          content.metadata().orElse(null),
          content.ruleSet().orElse(null),
          tags.stream().map(SchemaTags::of).toList(),
          maxId,
          version.stamp().timestampMs(),
          version.deleted());
    }
  }

  /**
   * The answer to a registration.
   *
   * @param guid null if it has no text because none was sent
   * @param ts null, as is {@code deleted}, if the version is what was sent
   */
  record Registered(
      int id,
      int version,
      @Nullable String guid,
      String schemaType,
      List<Reference> references,
      @Nullable Metadata metadata,
      @Nullable RuleSet ruleSet,
      String schema,
      @Nullable Long ts,
      @Nullable Boolean deleted) {
    static Registered of(SchemaVersion version, String text, boolean textSent) {
      SchemaContent content = version.content();
      boolean sent = version.stamp().equals(Stamp.PENDING);
      return new Registered(
          version.id(),
          version.version(),
          text.isEmpty() && !textSent ? null : content.guid().toString(),
          content.type().name(),
          content.references(),
          content.metadata().orElse(null),
          content.ruleSet().orElse(null),
          text,
          sent ? null : version.stamp().timestampMs(),
          sent ? null : version.deleted());
    }
  }

  /** A version without what it says. */
  record SubjectVersion(String subject, int version) {
    static SubjectVersion of(SchemaVersion version) {
      return new SubjectVersion(version.subject().qualified(), version.version());
    }
  }

  /**
   * The answer to a compatibility check.
   *
   * @param messages null unless asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Verdict(boolean is_compatible, @Nullable List<String> messages) {}

  /** A mode; without one it is {@code {}}. */
  record ModeSet(@Nullable String mode) {}
}
