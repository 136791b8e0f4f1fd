package dev.stele.server.domain;

import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows references to the texts a schema stands on. Each name is taken once, where it is met
 * first. Used once.
 */
final class References {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_TEXTS = 10_000;

  private final State state;
  private final boolean liveOnly;
  private final Map<String, VersionKey> met = new HashMap<>();
  private final List<Dependency> texts = new ArrayList<>();

  private References(State state, boolean liveOnly) {
    this.state = state;
    this.liveOnly = liveOnly;
  }

  /**
   * The references of a draft, with "latest" replaced by a number, and the source they make with
   * its text.
   *
   * @throws UnresolvedException if one leads to no live version
   */
  static Resolved resolve(State state, Subject owner, Draft draft) {
    References walk = new References(state, true);
    List<Reference> resolved = new ArrayList<>();
    for (RawReference raw : draft.references()) {
      Reference reference = raw.complete();
      SchemaVersion target = walk.follow(reference, owner.context(), 0);
      resolved.add(new Reference(reference.name(), reference.subject(), target.version()));
    }
    return new Resolved(resolved, new SchemaSource(draft.type(), draft.hashed(), walk.texts));
  }

  /** A schema's references by number, and what it is made of. */
  record Resolved(List<Reference> references, SchemaSource source) {}

  /**
   * What a schema in the state is made of; softly deleted versions count. A reference that leads
   * nowhere, as a foreign log's may, is left out: whether the text can do without it, its format
   * knows.
   */
  static SchemaSource source(State state, SchemaVersion version) {
    SchemaContent content = version.content();
    References walk = new References(state, false);
    for (Reference reference : content.references()) {
      walk.followIfThere(reference, version.subject().context());
    }
    return new SchemaSource(content.type(), content.hashed(), walk.texts);
  }

  /** The versions a version references directly. */
  static List<VersionKey> targets(SchemaVersion version) {
    List<Reference> references = version.content().references();
    if (references.isEmpty()) {
      return List.of();
    }
    List<VersionKey> targets = new ArrayList<>(references.size());
    for (Reference reference : references) {
      targets.add(
          new VersionKey(subjectOf(reference, version.subject().context()), reference.version()));
    }
    return targets;
  }

  private void followIfThere(Reference reference, String context) {
    try {
      follow(reference, context, 0);
    } catch (UnresolvedException e) {
      // Whoever wrote this record accepted it so.
    }
  }

  private SchemaVersion follow(Reference reference, String context, int depth) {
    if (depth >= MAX_DEPTH || texts.size() >= MAX_TEXTS) {
      throw new UnresolvedException(
          "References lead more than "
              + MAX_DEPTH
              + " deep or to more than "
              + MAX_TEXTS
              + " schemas, at \""
              + reference.name()
              + "\"");
    }
    if (reference.version() < 1 && reference.version() != VersionSpec.LATEST.number()) {
      throw new UnresolvedException(VersionSpec.invalid(String.valueOf(reference.version())));
    }
    Subject subject = subjectOf(reference, context);
    SchemaVersion target =
        find(subject, reference.version())
            .orElseThrow(
                () ->
                    new UnresolvedException(
                        "No schema reference found for subject \""
                            + subject.qualified()
                            + "\" and version "
                            + reference.version()));
    if (met.putIfAbsent(reference.name(), target.key()) == null) {
      for (Reference next : target.content().references()) {
        follow(next, subject.context(), depth + 1);
      }
      // One in another language too: what its text means in this one, the format says.
      texts.add(
          new Dependency(
              new Reference(reference.name(), subject.qualified(), target.version()),
              target.content().hashed()));
    }
    return target;
  }

  private Optional<SchemaVersion> find(Subject subject, int version) {
    if (version == VersionSpec.LATEST.number()) {
      return state.latest(subject);
    }
    return state
        .version(new VersionKey(subject, version))
        .filter(found -> !liveOnly || !found.deleted());
  }

  // Unqualified names mean the referrer's own context.
  static Subject subjectOf(Reference reference, String context) {
    return Subject.of(reference.subject(), context);
  }

  /** The subject that is meant; empty if none is named. */
  static Optional<Subject> subjectOf(RawReference reference, String context) {
    return Optional.ofNullable(reference.subject()).map(name -> Subject.of(name, context));
  }

  /** A reference that leads nowhere; the message is the reference registry's. */
  static final class UnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnresolvedException(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
