package dev.stele.server.history;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.SchemaType;
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
import dev.stele.server.domain.Register;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.VersionSpec;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Requests about a few subjects and a few Avro texts, so that they meet.
 *
 * @param names of the subjects, qualified
 */
record RandomRequests(Random random, List<String> names) {
  private static final List<String> TEXTS =
      List.of(
          "\"int\"",
          "\"long\"",
          "\"string\"",
          record("{\"name\":\"a\",\"type\":\"int\"}"),
          record("{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"z\",\"type\":\"int\"}"),
          record(
              "{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}"));

  private static String record(String fields) {
    return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
  }

  /** A command; half of the deletions name what is there. */
  Command<?> command(State state) {
    Subject subject = Subject.of(pick(names));
    int known = state.versions(subject).size();
    VersionSpec version =
        known == 0 || random.nextInt(3) == 0
            ? VersionSpec.LATEST
            : new VersionSpec(state.versions(subject).get(random.nextInt(known)).version());
    return switch (random.nextInt(16)) {
      case 0 -> new DeleteSubject(subject, false);
      case 1 -> new DeleteSubject(subject, true);
      case 2, 3 -> new DeleteVersion(subject, version, false);
      case 4, 5 -> new DeleteVersion(subject, version, true);
      case 6, 7 -> new PutConfig(subject, ConfigChange.of(level()));
      case 8 -> new DeleteConfig(subject);
      case 9 -> new PutMode(subject, Optional.of(mode()), false);
      case 10 -> new DeleteMode(subject, random.nextBoolean());
      default -> new Register(subject, draft(), false, random.nextInt(3) == 0);
    };
  }

  /** A read, or a query; half of them on a face of the registry that confirms absence. */
  Action<?> read() {
    Subject subject = Subject.of(pick(names));
    int id = 1 + random.nextInt(8);
    VersionSpec version =
        random.nextBoolean() ? VersionSpec.LATEST : new VersionSpec(1 + random.nextInt(4));
    Action<?> action =
        switch (random.nextInt(5)) {
          case 0 -> Action.read("schema " + id, s -> Reads.schema(s, id, Optional.empty()));
          case 1 ->
              Action.read(
                  "version " + version.number() + " of " + subject,
                  s -> Reads.version(s, subject, version, false));
          case 2 ->
              Action.read(
                  "versions of " + subject, s -> Reads.versions(s, subject, Reads.Include.ALL));
          case 3 -> Action.query(new Lookup(subject, draft(), false, false));
          default ->
              Action.read(
                  "subjects",
                  s -> Decision.unchanged(Reads.subjects(s, ":*:", Reads.Include.LIVE)));
        };
    return random.nextBoolean() ? action.confirmingAbsence() : action;
  }

  private CompatibilityLevel level() {
    return pick(List.of(CompatibilityLevel.NONE, CompatibilityLevel.BACKWARD));
  }

  private Mode mode() {
    return pick(List.of(Mode.READONLY, Mode.READWRITE));
  }

  private Draft draft() {
    return Draft.of(SchemaType.AVRO, pick(TEXTS));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
