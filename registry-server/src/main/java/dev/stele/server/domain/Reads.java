package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Rejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The questions a state answers by itself, with the refusals that go with them. */
public final class Reads {
  static final String ANY_CONTEXT = ":*:";
  private static final String DEFAULT_CONTEXT = ":.:";

  private Reads() {}

  /** Which of live and softly deleted things a listing holds. */
  public enum Include {
    LIVE,
    ALL,
    DELETED;

    boolean holds(SchemaVersion version) {
      return switch (this) {
        case LIVE -> !version.deleted();
        case ALL -> true;
        case DELETED -> version.deleted();
      };
    }
  }

  /** A schema's id in a context. */
  public record ContextId(String context, int id) {}

  /**
   * A version. A name without a context that the default context does not know is looked for in the
   * other contexts, in their order.
   *
   * @param deleted whether softly deleted versions count; never for the latest
   */
  public static Decision<SchemaVersion> version(
      State state, Subject subject, VersionSpec version, boolean deleted) {
    return sameNames(state, subject).stream()
        .flatMap(name -> find(state, name, version, deleted).stream())
        .findFirst()
        .<Decision<SchemaVersion>>map(Decision::unchanged)
        .orElseGet(() -> new Rejected<>(missing(state, subject, version, deleted)));
  }

  /** A version of this very subject; otherwise as {@link #version}. */
  public static Decision<SchemaVersion> ownVersion(
      State state, Subject subject, VersionSpec version, boolean deleted) {
    return find(state, subject, version, deleted)
        .<Decision<SchemaVersion>>map(Decision::unchanged)
        .orElseGet(() -> new Rejected<>(missing(state, subject, version, deleted)));
  }

  private static RegistryError missing(
      State state, Subject subject, VersionSpec version, boolean deleted) {
    boolean known = deleted ? state.knows(subject) : state.latest(subject).isPresent();
    return known ? RegistryError.versionNotFound(version) : RegistryError.subjectNotFound(subject);
  }

  /**
   * The highest version of this very subject whose metadata has all these properties.
   *
   * @param properties empty for any metadata
   * @param deleted whether softly deleted versions count
   */
  public static Decision<SchemaVersion> versionWith(
      State state, Subject subject, Map<String, String> properties, boolean deleted) {
    return versions(state, subject, deleted ? Include.ALL : Include.LIVE)
        .fold(
            versions ->
                versions.reply().stream()
                    .filter(version -> says(version, properties))
                    .reduce((lower, higher) -> higher)
                    .<Decision<SchemaVersion>>map(Decision::unchanged)
                    .orElseGet(() -> new Rejected<>(RegistryError.schemaNotFound())),
            Rejected::new);
  }

  private static boolean says(SchemaVersion version, Map<String, String> properties) {
    return version
        .content()
        .metadata()
        .filter(said -> said.properties().entrySet().containsAll(properties.entrySet()))
        .isPresent();
  }

  /** The versions of a subject, ascending. */
  public static Decision<List<SchemaVersion>> versions(
      State state, Subject subject, Include include) {
    boolean known =
        include == Include.LIVE ? state.latest(subject).isPresent() : state.knows(subject);
    return known
        ? Decision.unchanged(state.versions(subject).stream().filter(include::holds).toList())
        : new Rejected<>(RegistryError.subjectNotFound(subject));
  }

  /**
   * Subjects in the order of their names.
   *
   * @param prefix what the qualified name starts with; without a context only names in the default
   *     one, which {@code :.:} means too, and with {@code :*:} names that go on so in any context
   */
  public static List<Subject> subjects(State state, String prefix, Include include) {
    Predicate<Subject> matches = startingWith(prefix);
    List<Subject> found = new ArrayList<>();
    for (Subject subject : state.subjects()) {
      if (matches.test(subject) && included(state, subject, include)) {
        found.add(subject);
      }
    }
    return found;
  }

  /**
   * What an id stands for, as one of the versions that use it. A subject that does not use the id
   * is a hint that leads nowhere, unless it names a context.
   *
   * @param subject empty if the client named none
   */
  public static Decision<SchemaVersion> schema(State state, int id, Optional<Subject> subject) {
    return user(state, id, subject)
        .<Decision<SchemaVersion>>map(Decision::unchanged)
        .orElseGet(() -> new Rejected<>(RegistryError.schemaNotFound(id)));
  }

  /**
   * The versions that say what an id stands for, the highest of each subject, in the subjects'
   * order.
   */
  public static Decision<List<SchemaVersion>> users(
      State state, int id, Optional<Subject> subject, Include include) {
    Optional<SchemaVersion> hint = user(state, id, subject);
    if (hint.isEmpty()) {
      return new Rejected<>(RegistryError.schemaNotFound());
    }
    List<SchemaVersion> highest = new ArrayList<>();
    for (SchemaVersion user : state.usersOfContent(hint.get().subject().context(), id)) {
      if (!include.holds(user)) {
        continue;
      }
      int last = highest.size() - 1;
      if (last >= 0 && highest.get(last).subject().equals(user.subject())) {
        highest.remove(last);
      }
      highest.add(user);
    }
    return Decision.unchanged(highest);
  }

  /**
   * What a content's hash stands for, as the version that stands latest in the log; in the default
   * context, else in the first of the others that has it.
   */
  public static Optional<SchemaVersion> schema(State state, UUID guid) {
    return ids(state, guid).stream()
        .findFirst()
        .flatMap(
            known ->
                state.users(known.context(), known.id()).stream()
                    .filter(user -> user.content().guid().equals(guid))
                    .max(Comparator.comparingLong(user -> user.stamp().offset())));
  }

  /** The ids of a content, by context. */
  public static List<ContextId> ids(State state, UUID guid) {
    List<ContextId> ids = new ArrayList<>();
    for (String context : contexts(state, "")) {
      state.id(context, guid).ifPresent(id -> ids.add(new ContextId(context, id)));
    }
    return ids;
  }

  /** The contexts whose names start so, in order; the default one comes first. */
  public static List<String> contexts(State state, String prefix) {
    return Stream.concat(Stream.of(Subject.DEFAULT_CONTEXT), state.contexts().stream())
        .filter(context -> context.startsWith(prefix))
        .toList();
  }

  /** The ids of the schemas that reference a version, by context and id. */
  public static Decision<List<Integer>> referencedBy(
      State state, Subject subject, VersionSpec version, Include include) {
    return ownVersion(state, subject, version, true)
        .fold(
            found -> Decision.unchanged(referrerIds(state, found.reply().key(), include)),
            Rejected::new);
  }

  private static List<Integer> referrerIds(State state, VersionKey target, Include include) {
    TreeSet<ContextId> ids =
        new TreeSet<>(Comparator.comparing(ContextId::context).thenComparingInt(ContextId::id));
    for (VersionKey key : state.referrers(target)) {
      state
          .version(key)
          .filter(include::holds)
          .ifPresent(referrer -> ids.add(new ContextId(key.subject().context(), referrer.id())));
    }
    return ids.stream().map(ContextId::id).toList();
  }

  /** A subject itself, and if its name bears no context also its namesakes in other contexts. */
  static List<Subject> sameNames(State state, Subject subject) {
    if (!subject.inDefaultContext() || state.contexts().isEmpty()) {
      return List.of(subject);
    }
    List<Subject> names = new ArrayList<>();
    names.add(subject);
    for (String context : state.contexts()) {
      names.add(new Subject(context, subject.name()));
    }
    return names;
  }

  private static Optional<SchemaVersion> find(
      State state, Subject subject, VersionSpec version, boolean deleted) {
    if (version.isLatest()) {
      return state.latest(subject);
    }
    return state
        .version(new VersionKey(subject, version.number()))
        .filter(found -> deleted || !found.deleted());
  }

  private static Optional<SchemaVersion> user(State state, int id, Optional<Subject> subject) {
    if (subject.isEmpty() || subject.get().isContext()) {
      return state.schema(subject.map(Subject::context).orElse(Subject.DEFAULT_CONTEXT), id);
    }
    Optional<SchemaVersion> last = state.schema(subject.get().context(), id);
    if (last.filter(user -> user.subject().equals(subject.get())).isPresent()) {
      return last; // nearly always, and without a walk over the subject's versions
    }
    for (Subject name : sameNames(state, subject.get())) {
      Optional<SchemaVersion> own = userIn(state, id, name);
      if (own.isPresent()) {
        return own;
      }
    }
    return subject.get().inDefaultContext() ? last : Optional.empty();
  }

  private static Optional<SchemaVersion> userIn(State state, int id, Subject subject) {
    List<SchemaVersion> versions = state.versions(subject);
    for (int i = versions.size() - 1; i >= 0; i--) {
      if (versions.get(i).id() == id) {
        return Optional.of(versions.get(i));
      }
    }
    return Optional.empty();
  }

  private static boolean included(State state, Subject subject, Include include) {
    boolean live = state.latest(subject).isPresent();
    return switch (include) {
      case LIVE -> live;
      case ALL -> true;
      case DELETED -> !live;
    };
  }

  static Predicate<Subject> startingWith(String prefix) {
    if (prefix.startsWith(ANY_CONTEXT)) {
      String name = prefix.substring(3);
      return subject -> subject.name().startsWith(name);
    }
    boolean named = prefix.startsWith(":.") && !prefix.startsWith(DEFAULT_CONTEXT);
    String start = prefix.startsWith(DEFAULT_CONTEXT) ? prefix.substring(3) : prefix;
    return subject -> subject.inDefaultContext() != named && subject.qualified().startsWith(start);
  }
}
