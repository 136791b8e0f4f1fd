package dev.stele.server.domain;

import dev.stele.schema.TagEdit;
import dev.stele.server.domain.Decision.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Registers a version that says what another one does, with other tags in its text, with metadata
 * and rules of its own. The reply is the new version.
 *
 * @param version the live version whose text is taken
 * @param newVersion the number of the new version, which must be the next one; 0 for the next one
 * @param edits at most one for each entity
 * @param metadata empty for that of the version whose text is taken
 */
public record EditTags(
    Subject subject,
    VersionSpec version,
    int newVersion,
    List<TagEdit> edits,
    Optional<Metadata> metadata,
    RuleEdit rules)
    implements Command<SchemaVersion> {
  public EditTags {
    edits = List.copyOf(edits);
  }

  @Override
  public Decision<SchemaVersion> decide(State state, Verdicts verdicts) {
    return Permissions.validSubject(state, subject)
        .<Decision<SchemaVersion>>map(Rejected::new)
        .orElseGet(() -> Reads.version(state, subject, version, false))
        .fold(
            found ->
                rules
                    .flaw()
                    .<Decision<SchemaVersion>>map(Rejected::new)
                    .orElseGet(() -> edited(state, verdicts, found.reply().content())),
            Rejected::new);
  }

  @Override
  public SchemaVersion reply(State before, List<Event> events, Verdicts verdicts) {
    return NewVersion.writtenIn(events);
  }

  private Decision<SchemaVersion> edited(State state, Verdicts verdicts, SchemaContent content) {
    Metadata stamped =
        metadata
            .or(content::metadata)
            .orElse(Metadata.EMPTY)
            .with(Matching.VERSION_PROPERTY, String.valueOf(newVersion));
    Draft draft =
        new Draft(
            content.type(),
            content.hashed(),
            content.references().stream().map(RawReference::of).toList(),
            Optional.of(stamped),
            rules.applied(older(state).flatMap(old -> old.content().ruleSet())),
            new Numbers(newVersion, OptionalInt.empty()),
            new Tagging(edits, false));
    return new Register(subject, draft, false, false).decideNew(state, verdicts);
  }

  /** The version whose rules are changed: the one before the new one. */
  private Optional<SchemaVersion> older(State state) {
    return newVersion == 0
        ? state.latest(subject)
        : state
            .version(new VersionKey(subject, newVersion - 1))
            .filter(version -> !version.deleted());
  }
}
