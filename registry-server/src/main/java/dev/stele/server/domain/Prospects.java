package dev.stele.server.domain;

import dev.stele.schema.Explanation;
import dev.stele.server.domain.Event.ModeSet;
import dev.stele.server.domain.Plan.Outcome;
import dev.stele.server.domain.Plan.Status;
import dev.stele.server.domain.RegisterAll.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of one schema after the other what becomes of it. Where one is refused for what it may not
 * do, the rest is judged as if it might: whoever asks learns everything at once.
 */
final class Prospects {
  // What the refusal of a thousand schemas may say together fits into an answer.
  private static final int MAX_CHARS = 2_000;
  private static final int MAX_LINES = 100;
  private static final int MAX_EXPLAINED = 1_000;

  private final Steps steps;
  private final State before;
  private final Verdicts verdicts;
  private final boolean normalize;
  // What the last entry of a subject is or becomes; or that it is nothing.
  private final Map<Subject, Integer> versions = new HashMap<>();
  private final Set<Subject> broken = new HashSet<>();
  private int explained;

  Prospects(Steps steps, State before, Verdicts verdicts, boolean normalize) {
    this.steps = steps;
    this.before = before;
    this.verdicts = verdicts;
    this.normalize = normalize;
  }

  /** Whether the very version is there that a reference names by number. */
  boolean holds(Subject subject, RawReference reference) {
    return reference.version() != null
        && steps
            .state()
            .version(new VersionKey(subject, reference.version()))
            .filter(found -> !found.deleted())
            .isPresent();
  }

  /** What becomes of a schema, after those that were asked for before. */
  Outcome of(Entry entry) {
    for (RawReference reference : entry.draft().references()) {
      Optional<Subject> target = References.subjectOf(reference, entry.subject().context());
      if (target.filter(broken::contains).isPresent() && !holds(target.get(), reference)) {
        return refused(
            entry,
            Status.BLOCKED,
            RegistryError.invalidSchema(
                "Not checked, since it references subject \""
                    + target.get().qualified()
                    + "\", whose schema is refused"));
      }
    }
    return judged(entry, register(entry, false));
  }

  /** That a schema is refused, and so are those that stand on it. */
  Outcome refused(Entry entry, Status status, RegistryError error) {
    broken.add(entry.subject());
    return outcome(entry, status, error, Optional.empty());
  }

  private Outcome judged(Entry entry, Register register) {
    Subject subject = entry.subject();
    boolean imports = entry.draft().numbers().id().isPresent();
    Optional<RegistryError> forbidden = Permissions.registrable(before, subject, imports);
    if (Permissions.registrable(steps.state(), subject, imports).isPresent()) {
      steps.suppose(new ModeSet(subject, imports ? Mode.IMPORT : Mode.READWRITE));
    }
    State now = steps.state();
    return steps
        .take(register)
        .fold(
            accepted -> {
              stands(accepted.reply());
              return accepted.events().isEmpty() || forbidden.isEmpty()
                  ? done(entry, accepted.reply(), accepted.events().isEmpty())
                  : outcome(entry, Status.NOT_PERMITTED, forbidden.get(), Optional.empty());
            },
            error ->
                error.kind() == RegistryError.Kind.SCHEMA_INCOMPATIBLE
                    ? incompatible(entry, error, explained(register, now))
                    : refused(entry, status(error), error));
  }

  private Optional<CompatibilityReport> explained(Register register, State now) {
    if (explained >= MAX_EXPLAINED) {
      return Optional.empty();
    }
    CompatibilityReport report = register.explain(now, verdicts);
    explained += findings(report.explanation());
    return Optional.of(cut(report));
  }

  private Outcome incompatible(
      Entry entry, RegistryError error, Optional<CompatibilityReport> report) {
    broken.add(entry.subject());
    steps
        .take(register(entry, true))
        .fold(
            accepted -> {
              stands(accepted.reply());
              return accepted;
            },
            refusal -> null);
    return outcome(entry, Status.INCOMPATIBLE, error, report);
  }

  private void stands(SchemaVersion version) {
    versions.put(version.subject(), version.version());
    broken.remove(version.subject());
  }

  private Register register(Entry entry, boolean force) {
    Draft sent = entry.draft();
    List<RawReference> references =
        sent.references().stream().map(reference -> pinned(entry, reference)).toList();
    return new Register(entry.subject(), sent.with(references), normalize, force);
  }

  // The latest version of a subject need not be the one that its entry is.
  private RawReference pinned(Entry entry, RawReference reference) {
    Integer version =
        References.subjectOf(reference, entry.subject().context()).map(versions::get).orElse(null);
    boolean latest =
        reference.version() != null && reference.version() == VersionSpec.LATEST.number();
    return version != null && latest
        ? new RawReference(reference.name(), reference.subject(), version)
        : reference;
  }

  private static Status status(RegistryError error) {
    return error.kind() == RegistryError.Kind.NOT_PERMITTED ? Status.NOT_PERMITTED : Status.INVALID;
  }

  private static Outcome done(Entry entry, SchemaVersion version, boolean unchanged) {
    return new Outcome(
        entry.subject(),
        version.content().type(),
        unchanged ? Status.UNCHANGED : Status.NEW,
        // When it was written is not always known to who decides.
        Optional.of(version.stamped(Stamp.PENDING)),
        Optional.empty(),
        Optional.empty());
  }

  private static Outcome outcome(
      Entry entry, Status status, RegistryError error, Optional<CompatibilityReport> report) {
    RegistryError told = new RegistryError(error.kind(), cut(error.message()));
    return new Outcome(
        entry.subject(), entry.draft().type(), status, Optional.empty(), Optional.of(told), report);
  }

  private static int findings(Explanation explanation) {
    return explanation.obstacles().stream()
        .mapToInt(obstacle -> Math.min(MAX_LINES, obstacle.incompatibilities().size()))
        .sum();
  }

  private static CompatibilityReport cut(CompatibilityReport report) {
    List<String> messages =
        report.messages().stream().limit(MAX_LINES).map(Prospects::cut).toList();
    return new CompatibilityReport(
        report.config(), report.explanation(), report.flaw(), report.reserved(), messages);
  }

  // What is wrong stands at the start or, behind a schema, at the end.
  private static String cut(String text) {
    int half = MAX_CHARS / 2;
    return text.length() <= MAX_CHARS
        ? text
        : text.substring(0, half) + " … " + text.substring(text.length() - half);
  }
}
