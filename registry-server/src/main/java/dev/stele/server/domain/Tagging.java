package dev.stele.server.domain;

import dev.stele.schema.EntityTags;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.TagEdit;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Verdicts.Parsed;
import dev.stele.server.domain.Verdicts.Reading;
import java.util.List;
import java.util.Optional;

/**
 * What is done to the tags in a schema's text before it is registered.
 *
 * @param edits at most one for each entity
 * @param propagates whether it gets the tags of the latest version too
 */
public record Tagging(List<TagEdit> edits, boolean propagates) {
  /** The text stays as it is. */
  public static final Tagging NONE = new Tagging(List.of(), false);

  // What the reference registry's messages begin with where tags cannot be put.
  private static final String REFUSED = "java.lang.IllegalArgumentException: ";

  public Tagging {
    edits = List.copyOf(edits);
  }

  boolean isNone() {
    return edits.isEmpty() && !propagates;
  }

  /** A draft with its tags edited. */
  Decision<Draft> edited(State state, Verdicts verdicts, Subject subject, Draft draft) {
    if (edits.isEmpty()) {
      return Decision.unchanged(draft);
    }
    return draft.isEmpty()
        ? refused("argument \"content\" is null")
        : edited(state, verdicts, subject, draft, edits);
  }

  /** A draft that has a text, with the tags of the version before it, if it is to get them. */
  Decision<Draft> inherited(
      State state, Verdicts verdicts, Draft draft, Optional<SchemaVersion> previous) {
    if (!propagates || previous.isEmpty()) {
      return Decision.unchanged(draft);
    }
    SchemaVersion version = previous.get();
    List<EntityTags> tags = verdicts.tags(References.source(state, version));
    return tags.isEmpty()
        ? Decision.unchanged(draft)
        : edited(state, verdicts, version.subject(), draft, TagEdit.of(tags, List.of()));
  }

  private static Decision<Draft> edited(
      State state, Verdicts verdicts, Subject subject, Draft draft, List<TagEdit> edits) {
    Reading asStored = new Reading(Strictness.STORED, false);
    return Candidate.of(state, verdicts, subject, draft, asStored)
        .decision()
        .fold(
            candidate -> edited(draft, verdicts.tagged(candidate.reply().source(), edits)),
            Rejected::new);
  }

  private static Decision<Draft> edited(Draft draft, Parsed outcome) {
    return outcome instanceof Parsed.Valid edited
        ? Decision.unchanged(draft.with(edited.canonical()))
        : refused(((Parsed.Invalid) outcome).message());
  }

  private static Decision<Draft> refused(String reason) {
    return new Rejected<>(RegistryError.invalidSchema(REFUSED + reason));
  }
}
