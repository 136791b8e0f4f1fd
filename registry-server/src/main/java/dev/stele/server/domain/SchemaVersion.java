package dev.stele.server.domain;

import dev.stele.schema.Reference;
import java.util.List;

/**
 * One version of a subject.
 *
 * @param version 1 or more
 * @param id 0 or more, of the schema within the subject's context
 * @param deleted softly: hidden from listings and kept for readers that hold the id
 */
public record SchemaVersion(
    Subject subject, int version, int id, SchemaContent content, boolean deleted, Stamp stamp) {
  public VersionKey key() {
    return new VersionKey(subject, version);
  }

  /**
   * The same with references that name the context they lead to, wherever it is not the default
   * one. The content's guid is that of these references.
   */
  public SchemaVersion withQualifiedReferences() {
    if (subject.inDefaultContext() || content.references().isEmpty()) {
      return this;
    }
    List<Reference> qualified =
        content.references().stream()
            .map(
                reference ->
                    new Reference(
                        reference.name(),
                        References.subjectOf(reference, subject.context()).qualified(),
                        reference.version()))
            .toList();
    SchemaContent changed =
        SchemaContent.of(
            content.type(), content.hashed(), qualified, content.metadata(), content.ruleSet());
    return new SchemaVersion(subject, version, id, changed, deleted, stamp);
  }

  SchemaVersion stamped(Stamp other) {
    return new SchemaVersion(subject, version, id, content, deleted, other);
  }

  SchemaVersion softDeleted() {
    return new SchemaVersion(subject, version, id, content, true, stamp);
  }
}
