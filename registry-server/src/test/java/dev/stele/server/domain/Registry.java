package dev.stele.server.domain;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Decision.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A registry of one state, where everything accepted is applied at once. */
final class Registry {
  static final String ONE = record("{\"name\":\"a\",\"type\":\"int\"}");
  static final String TWO =
      record("{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
  static final String INCOMPATIBLE =
      record("{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"z\",\"type\":\"int\"}");

  private final Verdicts verdicts = new DirectVerdicts();
  private final List<Event> log = new ArrayList<>();
  private State state;

  Registry() {
    this(Defaults.STANDARD);
  }

  Registry(Defaults defaults) {
    state = State.empty(defaults);
  }

  static String record(String fields) {
    return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
  }

  static Draft avro(String text) {
    return Draft.of(SchemaType.AVRO, text);
  }

  State state() {
    return state;
  }

  /** Everything accepted so far, in order. */
  List<Event> log() {
    return log;
  }

  /** The decision, applied. */
  <R> Decision<R> run(Command<R> command) {
    Decision<R> decision = command.decide(state, verdicts);
    decision.fold(accepted -> applied(command, accepted), error -> null);
    return decision;
  }

  private <R> Object applied(Command<R> command, Accepted<R> accepted) {
    if (!accepted.events().isEmpty()
        && !command.reply(state, accepted.events(), verdicts).equals(accepted.reply())) {
      throw new AssertionError("Told from its events, the reply to " + command + " is another");
    }
    for (Event event : accepted.events()) {
      state = state.apply(event, new Stamp(log.size(), 0));
      log.add(event);
    }
    return accepted.reply();
  }

  /** Takes a fact as another registry may have written it. */
  void accept(Event event) {
    state = state.apply(event, new Stamp(log.size(), 0));
    log.add(event);
  }

  <R> R accepted(Command<R> command) {
    return run(command)
        .fold(
            Accepted::reply,
            error -> {
              throw new AssertionError(command + " was refused: " + error);
            });
  }

  <R> RegistryError refused(Command<R> command) {
    int before = log.size();
    RegistryError error =
        run(command)
            .fold(
                accepted -> {
                  throw new AssertionError(command + " was accepted");
                },
                refusal -> refusal);
    if (log.size() != before) {
      throw new AssertionError("A refusal wrote something");
    }
    return error;
  }

  <R> Decision<R> ask(Query<R> query) {
    return query.answer(state, verdicts);
  }

  SchemaVersion register(String subject, String text) {
    return accepted(new Register(Subject.of(subject), avro(text), false, false));
  }

  Optional<SchemaVersion> lookup(String subject, String text) {
    return ask(new Lookup(Subject.of(subject), avro(text), false, false))
        .fold(found -> Optional.of(found.reply()), error -> Optional.empty());
  }

  void level(String scope, CompatibilityLevel level) {
    accepted(new PutConfig(Subject.of(scope), ConfigChange.of(level)));
  }

  void mode(String scope, Mode mode) {
    accepted(new PutMode(Subject.of(scope), Optional.of(mode), true));
  }
}
