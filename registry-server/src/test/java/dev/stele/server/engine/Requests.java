package dev.stele.server.engine;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.server.domain.Command;
import dev.stele.server.domain.ConfigChange;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.DeleteConfig;
import dev.stele.server.domain.DeleteMode;
import dev.stele.server.domain.DeleteSubject;
import dev.stele.server.domain.DeleteVersion;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.Lookup;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.PutConfig;
import dev.stele.server.domain.PutMode;
import dev.stele.server.domain.Reads;
import dev.stele.server.domain.Reads.Include;
import dev.stele.server.domain.Register;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.VersionSpec;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** What clients ask for, at random: few subjects and texts, so that requests meet. */
final class Requests {
  private static final List<Subject> SUBJECTS =
      List.of(Subject.of("a"), Subject.of("b"), Subject.of(":.c:a"));
  private static final List<CompatibilityLevel> LEVELS =
      List.of(CompatibilityLevel.NONE, CompatibilityLevel.BACKWARD, CompatibilityLevel.FULL);
  private static final List<Mode> MODES =
      List.of(Mode.READWRITE, Mode.READWRITE, Mode.READWRITE, Mode.READONLY, Mode.IMPORT);
  private static final String TOO_LONG = "l".repeat(Cluster.MAX_RECORD_BYTES);

  private final Random random;
  private int texts;

  Requests(Random random) {
    this.random = random;
  }

  /** A write that is always allowed, and always writes. */
  static Command<?> harmless() {
    return new PutMode(Subject.of("probe"), Optional.of(Mode.READWRITE), false);
  }

  Command<?> write() {
    int dice = random.nextInt(100);
    if (dice < 50) {
      return new Register(subject(), draft(dice), random.nextInt(10) == 0, random.nextInt(4) == 0);
    } else if (dice < 67) {
      return new DeleteVersion(subject(), version(), random.nextBoolean());
    } else if (dice < 77) {
      return new DeleteSubject(subject(), random.nextBoolean());
    } else if (dice < 84) {
      return new PutConfig(scope(), ConfigChange.of(LEVELS.get(random.nextInt(LEVELS.size()))));
    } else if (dice < 90) {
      return new DeleteConfig(scope());
    } else if (dice < 95) {
      boolean force = random.nextBoolean();
      return new PutMode(scope(), Optional.of(MODES.get(random.nextInt(MODES.size()))), force);
    } else {
      return new DeleteMode(scope(), random.nextBoolean());
    }
  }

  /** A question about texts. */
  Lookup lookup() {
    return new Lookup(subject(), draft(random.nextInt(50)), false, random.nextBoolean());
  }

  /** A question that the state answers by itself. */
  record Question(String name, Function<State, Decision<Object>> answer) {}

  Question question() {
    Subject subject = subject();
    switch (random.nextInt(4)) {
      case 0 -> {
        int id = 1 + random.nextInt(6);
        return question("schema " + id, state -> Reads.schema(state, id, Optional.empty()));
      }
      case 1 -> {
        VersionSpec version = version();
        return question(
            "version " + subject + " " + version.number(),
            state -> Reads.version(state, subject, version, false));
      }
      case 2 -> {
        return question(
            "versions " + subject, state -> Reads.versions(state, subject, Include.ALL));
      }
      default -> {
        return question(
            "settings " + subject,
            state ->
                Decision.unchanged(
                    List.of(state.settings().config(subject), state.settings().mode(subject))));
      }
    }
  }

  private static <T> Question question(String name, Function<State, Decision<T>> answer) {
    return new Question(
        name,
        state ->
            answer
                .apply(state)
                .fold(accepted -> Decision.unchanged(accepted.reply()), Decision.Rejected::new));
  }

  private Draft draft(int dice) {
    String text;
    if (dice < 2) {
      text = TOO_LONG;
    } else if (dice < 4) {
      text = "bad";
    } else if (dice < 25) {
      text = "shared" + random.nextInt(3);
    } else {
      texts++;
      text = "text " + texts + "x".repeat(random.nextInt(3));
    }
    return Draft.of(LineFormat.LINE, text);
  }

  private Subject subject() {
    return SUBJECTS.get(random.nextInt(SUBJECTS.size()));
  }

  private Subject scope() {
    return random.nextInt(4) == 0 ? Subject.GLOBAL : subject();
  }

  private VersionSpec version() {
    return random.nextBoolean() ? VersionSpec.LATEST : new VersionSpec(1 + random.nextInt(3));
  }
}
