package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Verdicts.Parsed;
import java.util.List;
import java.util.Optional;

/**
 * Registers a schema that is sent as the DDL of its logical types; it is kept in the language that
 * the draft says, as if it had been sent so.
 *
 * @param draft its text is a DDL
 */
public record RegisterLogical(Subject subject, Draft draft, boolean normalize, boolean force)
    implements Command<SchemaVersion> {
  @Override
  public Decision<SchemaVersion> decide(State state, Verdicts verdicts) {
    Optional<RegistryError> invalid = Register.flaw(state, subject, draft);
    if (invalid.isPresent()) {
      return new Rejected<>(invalid.get());
    }
    if (draft.isEmpty()) {
      return refused("Schema is required when format=logical");
    }
    if (!verdicts.knows(draft.type())) {
      return refused(
          "Unsupported schemaType '%s' for format=logical; must be one of AVRO, JSON, PROTOBUF"
              .formatted(draft.type()));
    }
    Parsed written;
    try {
      written =
          verdicts.ofLogical(References.resolve(state, subject, draft).source(), nameOfNameless());
    } catch (References.UnresolvedException e) {
      return refused("Could not resolve schema references: " + e.reason());
    }
    return written instanceof Parsed.Valid valid
        ? register(valid).decide(state, verdicts)
        : refused(((Parsed.Invalid) written).message());
  }

  @Override
  public SchemaVersion reply(State before, List<Event> events, Verdicts verdicts) {
    return new Register(subject, draft, normalize, force).reply(before, events, verdicts);
  }

  private Register register(Parsed.Valid written) {
    return new Register(subject, draft.with(written.canonical()), normalize, force);
  }

  private static Decision<SchemaVersion> refused(String message) {
    return new Rejected<>(RegistryError.invalidSchema(message));
  }

  /** After the subject, in letters that names may have everywhere. */
  private String nameOfNameless() {
    String name = subject.qualified().replaceAll("[^A-Za-z0-9_]", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "Envelope" + name : name;
  }
}
