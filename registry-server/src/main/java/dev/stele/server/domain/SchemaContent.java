package dev.stele.server.domain;

import dev.stele.schema.HashedText;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a schema says, whatever subjects it is a version of. Equal contents have one id in a
 * context.
 *
 * @param hashed the text: canonical if we wrote it, as written if another registry did
 * @param references as written, in order
 * @param guid the content's MD5; see {@link ContentHash}
 */
public record SchemaContent(
    SchemaType type,
    HashedText hashed,
    List<Reference> references,
    Optional<Metadata> metadata,
    Optional<RuleSet> ruleSet,
    UUID guid) {
  public SchemaContent {
    references = List.copyOf(references);
  }

  /** A content whose text nobody has hashed yet. */
  public SchemaContent(
      SchemaType type,
      String text,
      List<Reference> references,
      Optional<Metadata> metadata,
      Optional<RuleSet> ruleSet,
      UUID guid) {
    this(type, new HashedText(text), references, metadata, ruleSet, guid);
  }

  /** A content whose {@link #guid()} is computed. */
  public static SchemaContent of(
      SchemaType type,
      String text,
      List<Reference> references,
      Optional<Metadata> metadata,
      Optional<RuleSet> ruleSet) {
    return of(type, new HashedText(text), references, metadata, ruleSet);
  }

  /** A content whose {@link #guid()} is computed, of a text that may have been hashed. */
  static SchemaContent of(
      SchemaType type,
      HashedText text,
      List<Reference> references,
      Optional<Metadata> metadata,
      Optional<RuleSet> ruleSet) {
    return new SchemaContent(
        type,
        text,
        references,
        metadata,
        ruleSet,
        ContentHash.of(text.text(), references, metadata, ruleSet));
  }

  /** A content of text alone. */
  public static SchemaContent of(SchemaType type, String text) {
    return of(type, text, List.of(), Optional.empty(), Optional.empty());
  }

  public String text() {
    return hashed.text();
  }
}
