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
   * The references of a schema that is about to be registered, with "latest" replaced by a number,
   * and the source they make with its text.
   *
   * @throws UnresolvedException if one leads to no live version
   */
  static Resolved resolve(State state, Subject owner, Draft draft) {
    References walk = new References(state, true);
    List<Reference> resolved = new ArrayList<>();
    for (Reference reference : draft.references()) {
      SchemaVersion target = walk.follow(reference, owner.context(), 0);
      resolved.add(new Reference(reference.name(), reference.subject(), target.version()));
    }
    return new Resolved(resolved, new SchemaSource(draft.type(), draft.text(), walk.texts));
  }

  /** A schema's references by number, and what it is made of. */
  record Resolved(List<Reference> references, SchemaSource source) {}

  /**
   * What a schema in the state is made of; softly deleted versions count.
   *
   * @throws UnresolvedException if a reference leads nowhere, as a foreign log's may
   */
  static SchemaSource source(State state, SchemaVersion version) {
    return source(state, version.subject().context(), version.content());
  }

  static SchemaSource source(State state, String context, SchemaContent content) {
    References walk = new References(state, false);
    for (Reference reference : content.references()) {
      walk.follow(reference, context, 0);
    }
    return new SchemaSource(content.type(), content.text(), walk.texts);
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
    Subject subject = subjectOf(reference, context);
    SchemaVersion target =
        find(subject, reference.version())
            .orElseThrow(
                () ->
                    new UnresolvedException(
                        "No schema reference found for subject \""
                            + reference.subject()
                            + "\" and version "
                            + reference.version()));
    if (met.putIfAbsent(reference.name(), target.key()) == null) {
      for (Reference next : target.content().references()) {
        follow(next, subject.context(), depth + 1);
      }
      texts.add(new Dependency(reference.name(), target.content().text()));
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
  private static Subject subjectOf(Reference reference, String context) {
    Subject subject = Subject.of(reference.subject());
    return subject.inDefaultContext() && !reference.subject().startsWith(":.:")
        ? new Subject(context, subject.name())
        : subject;
  }

  /** A reference that leads nowhere; the message is the reference registry's. */
  static final class UnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnresolvedException(String message) {
      super(message, null, false, false);
    }
  }
}
