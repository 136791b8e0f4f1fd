package dev.stele.server.domain;

import dev.stele.schema.Reference;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds the version of a subject that a schema already is: the same content, or the same meaning in
 * other words.
 *
 * @param eligible which versions count
 */
record Matching(State state, Verdicts verdicts, Predicate<SchemaVersion> eligible) {
  /** Stamps the version into the metadata, so that equal texts can have ids of their own. */
  static final String VERSION_PROPERTY = "confluent:version";

  /** As sent, else with the metadata and rules it would have if it were registered. */
  Optional<SchemaVersion> find(Subject subject, Candidate candidate) {
    Optional<SchemaVersion> match = findExactly(subject, candidate);
    Optional<SchemaVersion> latest = state.latest(subject);
    if (match.isPresent() || latest.isEmpty()) {
      return match;
    }
    SchemaContent content = candidate.content();
    Inheritance inheritance = new Inheritance(state.settings().effectiveConfig(subject), latest);
    Candidate heir =
        candidate.with(
            inheritance.metadata(content.metadata()), inheritance.ruleSet(content.ruleSet()));
    return heir.content().equals(content) ? Optional.empty() : findExactly(subject, heir);
  }

  /**
   * Without inheriting anything. A version with the very content that was sent bears no stamp, as
   * if it were written just now: the reference registry answers it without a look at its record.
   */
  Optional<SchemaVersion> findExactly(Subject subject, Candidate candidate) {
    return newest(
            state.versions(subject),
            version -> version.content().guid().equals(candidate.content().guid()))
        .map(version -> version.stamped(Stamp.PENDING))
        .or(() -> findMeaning(subject, candidate));
  }

  /** What says the same, in whatever words; without inheriting anything. */
  Optional<SchemaVersion> findMeaning(Subject subject, Candidate candidate) {
    Sources sources = new Sources(state);
    return newest(state.versions(subject), version -> means(version, candidate, sources));
  }

  private Optional<SchemaVersion> newest(
      List<SchemaVersion> versions, Predicate<SchemaVersion> test) {
    for (int i = versions.size() - 1; i >= 0; i--) {
      SchemaVersion version = versions.get(i);
      if (eligible.test(version) && test.test(version)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  private boolean means(SchemaVersion version, Candidate candidate, Sources sources) {
    SchemaContent stored = version.content();
    SchemaContent sent = candidate.content();
    return stored.type().equals(sent.type())
        && stored.ruleSet().equals(sent.ruleSet())
        && metadataMatches(version, sent.metadata())
        && referencesMatch(stored.references(), sent.references())
        && verdicts.equivalent(candidate.source(), sources.of(version));
  }

  // A schema with everything in its text matches one that is made of references.
  private boolean referencesMatch(List<Reference> stored, List<Reference> sent) {
    return sent.isEmpty() || stored.equals(sent);
  }

  private boolean metadataMatches(SchemaVersion version, Optional<Metadata> sent) {
    Optional<Metadata> stored = version.content().metadata();
    Optional<String> wanted = versionIn(sent);
    if (wanted.isPresent() && versionIn(stored).isEmpty()) {
      return wanted.get().equals(String.valueOf(version.version()))
          && without(stored).equals(without(sent));
    }
    return wanted.isPresent() ? stored.equals(sent) : without(stored).equals(without(sent));
  }

  private static Optional<String> versionIn(Optional<Metadata> metadata) {
    return metadata.map(m -> m.properties().get(VERSION_PROPERTY));
  }

  // An empty metadata is not the same as none, but one that held nothing else is.
  private static Optional<Metadata> without(Optional<Metadata> metadata) {
    if (versionIn(metadata).isEmpty()) {
      return metadata;
    }
    Metadata full = metadata.get();
    SortedMap<String, String> properties = new TreeMap<>(full.properties());
    properties.remove(VERSION_PROPERTY);
    Metadata rest = new Metadata(full.tags(), properties, full.sensitive());
    return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
  }
}
