package dev.stele.server.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.organicdesign.fp.collections.ImMap;
import org.organicdesign.fp.collections.ImSortedMap;
import org.organicdesign.fp.collections.ImSortedSet;
import org.organicdesign.fp.collections.PersistentHashMap;
import org.organicdesign.fp.collections.PersistentTreeMap;
import org.organicdesign.fp.collections.PersistentTreeSet;

/**
 * Everything the log says, as one immutable value: persistent maps that share their structure from
 * one state to the next. Safe to share between threads.
 */
public final class State {
  private final ImSortedMap<Subject, Versions> subjects;
  private final ImSortedMap<String, Ids> ids;
  private final ImMap<VersionKey, ImSortedSet<VersionKey>> referrers;
  private final Settings settings;
  private final ImSortedSet<String> contexts;
  private final Associations associations;

  private State(
      ImSortedMap<Subject, Versions> subjects,
      ImSortedMap<String, Ids> ids,
      ImMap<VersionKey, ImSortedSet<VersionKey>> referrers,
      Settings settings,
      ImSortedSet<String> contexts,
      Associations associations) {
    this.subjects = subjects;
    this.ids = ids;
    this.referrers = referrers;
    this.settings = settings;
    this.contexts = contexts;
    this.associations = associations;
  }

  /**
   * What an empty log says.
   *
   * @param defaults the server's settings; part of the state so that every decision sees them
   */
  public static State empty(Defaults defaults) {
    return new State(
        PersistentTreeMap.empty(),
        PersistentTreeMap.empty(),
        PersistentHashMap.empty(),
        Settings.none(defaults),
        PersistentTreeSet.empty(),
        Associations.NONE);
  }

  /** The state after one more fact. Total: every event can be applied to every state. */
  public State apply(Event event, Stamp stamp) {
    return event.applyTo(this, stamp);
  }

  /** Configs and modes. */
  public Settings settings() {
    return settings;
  }

  /** All subjects that have a version, live or softly deleted, in order. */
  public Set<Subject> subjects() {
    return Collections.unmodifiableSet(subjects.keySet());
  }

  /** All versions of a subject, softly deleted ones too, ascending; none if it is unknown. */
  public List<SchemaVersion> versions(Subject subject) {
    return versionsOf(subject).list();
  }

  /** A version, softly deleted or not. */
  public Optional<SchemaVersion> version(VersionKey key) {
    return versionsOf(key.subject()).get(key.version());
  }

  /** The highest live version. */
  public Optional<SchemaVersion> latest(Subject subject) {
    return versionsOf(subject).latest();
  }

  /** Whether a subject has a version, softly deleted or not. */
  public boolean knows(Subject subject) {
    return !versionsOf(subject).isEmpty();
  }

  /** What an id stands for in a context, as the version that used it last. */
  public Optional<SchemaVersion> schema(String context, int id) {
    return idsOf(context).last(id);
  }

  /** All versions that use an id in a context, by subject, then version. */
  public List<SchemaVersion> users(String context, int id) {
    return idsOf(context).users(id);
  }

  /** All versions in a context that say what an id stands for, by subject, then version. */
  public List<SchemaVersion> usersOfContent(String context, int id) {
    return idsOf(context).usersOfContent(id);
  }

  /** The id of a content in a context. */
  public OptionalInt id(String context, UUID guid) {
    return idsOf(context).idOf(guid);
  }

  /** The highest id ever given out in a context; 0 if none was. */
  public int highestId(String context) {
    return idsOf(context).highest();
  }

  /** Ids that stand for two different texts, each as the version that won. */
  public List<SchemaVersion> idClashes() {
    List<SchemaVersion> clashes = new ArrayList<>();
    ids.values().forEach(context -> clashes.addAll(context.clashes()));
    return clashes;
  }

  /** The versions that reference a version, live and softly deleted, in order. */
  public Set<VersionKey> referrers(VersionKey key) {
    ImSortedSet<VersionKey> found = referrers.get(key);
    return found == null ? Set.of() : Collections.unmodifiableSet(found);
  }

  /** The contexts that were registered in, in order, without the default one. */
  public Set<String> contexts() {
    return Collections.unmodifiableSet(contexts);
  }

  /** Which resources use which subjects. */
  public Associations associations() {
    return associations;
  }

  /** How many schema versions there are, softly deleted ones too; walks over all of them. */
  public int countVersions() {
    int count = 0;
    for (Versions versions : subjects.values()) {
      count += versions.list().size();
    }
    return count;
  }

  State withVersion(SchemaVersion version) {
    Optional<SchemaVersion> before = version(version.key());
    State base = before.map(this::unindexed).orElse(this);
    Versions versions = base.versionsOf(version.subject()).with(version);
    String context = version.subject().context();
    return new State(
        base.subjects.assoc(version.subject(), versions),
        base.ids.assoc(context, base.idsOf(context).with(version)),
        base.referrersWith(version),
        settings,
        contexts,
        associations);
  }

  State withoutVersion(VersionKey key) {
    Optional<SchemaVersion> before = version(key);
    if (before.isEmpty()) {
      return this;
    }
    State base = unindexed(before.get());
    Versions rest = versionsOf(key.subject()).without(key.version());
    return base.withSubjects(
        rest.isEmpty() ? subjects.without(key.subject()) : subjects.assoc(key.subject(), rest));
  }

  State withSoftDeletedUpTo(Subject subject, int version) {
    State state = this;
    for (SchemaVersion found : versions(subject)) {
      if (found.version() <= version && !found.deleted()) {
        state = state.withVersion(found.softDeleted());
      }
    }
    return state;
  }

  State withHighestId(String context, int id) {
    return new State(
        subjects,
        ids.assoc(context, idsOf(context).withHighest(id)),
        referrers,
        settings,
        contexts,
        associations);
  }

  State withSettings(Settings changed) {
    return new State(subjects, ids, referrers, changed, contexts, associations);
  }

  State withContext(String context) {
    return new State(subjects, ids, referrers, settings, contexts.put(context), associations);
  }

  State withoutContext(String context) {
    return new State(subjects, ids, referrers, settings, contexts.without(context), associations);
  }

  State withAssociations(Associations changed) {
    return new State(subjects, ids, referrers, settings, contexts, changed);
  }

  private State withSubjects(ImSortedMap<Subject, Versions> changed) {
    return new State(changed, ids, referrers, settings, contexts, associations);
  }

  // Everything but the version's place in its subject.
  private State unindexed(SchemaVersion version) {
    String context = version.subject().context();
    return new State(
        subjects,
        ids.assoc(context, idsOf(context).without(version)),
        referrersWithout(version),
        settings,
        contexts,
        associations);
  }

  private ImMap<VersionKey, ImSortedSet<VersionKey>> referrersWith(SchemaVersion version) {
    ImMap<VersionKey, ImSortedSet<VersionKey>> index = referrers;
    for (VersionKey target : References.targets(version)) {
      ImSortedSet<VersionKey> known = index.get(target);
      ImSortedSet<VersionKey> base = known == null ? PersistentTreeSet.empty() : known;
      index = index.assoc(target, base.put(version.key()));
    }
    return index;
  }

  private ImMap<VersionKey, ImSortedSet<VersionKey>> referrersWithout(SchemaVersion version) {
    ImMap<VersionKey, ImSortedSet<VersionKey>> index = referrers;
    for (VersionKey target : References.targets(version)) {
      ImSortedSet<VersionKey> known = index.get(target);
      if (known != null) {
        ImSortedSet<VersionKey> rest = known.without(version.key());
        index = rest.isEmpty() ? index.without(target) : index.assoc(target, rest);
      }
    }
    return index;
  }

  private Versions versionsOf(Subject subject) {
    return subjects.getOrElse(subject, Versions.NONE);
  }

  private Ids idsOf(String context) {
    return ids.getOrElse(context, Ids.NONE);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof State that
        && subjects.equals(that.subjects)
        && withoutUnused(ids).equals(withoutUnused(that.ids))
        && referrers.equals(that.referrers)
        && settings.equals(that.settings)
        && contexts.equals(that.contexts)
        && associations.equals(that.associations);
  }

  // A context whose ids were never used says nothing.
  private static ImSortedMap<String, Ids> withoutUnused(ImSortedMap<String, Ids> all) {
    ImSortedMap<String, Ids> used = all;
    for (Map.Entry<String, Ids> entry : all.entrySet()) {
      if (entry.getValue().equals(Ids.NONE)) {
        used = used.without(entry.getKey());
      }
    }
    return used;
  }

  @Override
  public int hashCode() {
    return Objects.hash(subjects, settings, contexts);
  }
}
