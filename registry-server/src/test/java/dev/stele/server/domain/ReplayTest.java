package dev.stele.server.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.server.domain.Event.ConfigRemoved;
import dev.stele.server.domain.Event.ConfigSet;
import dev.stele.server.domain.Event.ContextAdded;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Event.ModeRemoved;
import dev.stele.server.domain.Event.ModeSet;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.Event.SubjectCleared;
import dev.stele.server.domain.Event.SubjectDeleted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log says does not depend on what compaction has left of it. */
class ReplayTest {
  private static final List<String> SUBJECTS = List.of("a", "b", ":.c:a", ":.c:b");
  private static final List<String> TEXTS =
      List.of(
          "\"int\"", "\"long\"", "\"string\"", Registry.ONE, Registry.TWO, "[\"null\",\"int\"]");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void compactedLog_saysTheSame(long seed) {
    Random random = new Random(seed);
    Registry registry = new Registry();
    registry.level(":.__GLOBAL:", CompatibilityLevel.NONE);
    for (int i = 0; i < 400; i++) {
      registry.run(command(random));
      if (i % 20 == 0) {
        assertThat(replay(compacted(registry.log(), registry.log().size())))
            .isEqualTo(registry.state());
      }
    }
    List<Event> log = registry.log();
    int cleaned = random.nextInt(log.size());
    assertThat(replay(compacted(log, cleaned))).isEqualTo(registry.state());
    assertThat(replay(compacted(log, 0))).isEqualTo(registry.state());
  }

  private static Command<?> command(Random random) {
    Subject subject = Subject.of(pick(random, SUBJECTS));
    Subject scope = random.nextInt(4) == 0 ? subject.contextScope() : subject;
    VersionSpec version =
        random.nextBoolean() ? VersionSpec.LATEST : new VersionSpec(1 + random.nextInt(5));
    return switch (random.nextInt(12)) {
      case 0, 1 -> new DeleteSubject(subject, random.nextBoolean());
      case 2, 3, 4 -> new DeleteVersion(subject, version, random.nextBoolean());
      case 5 -> new PutConfig(scope, ConfigChange.of(CompatibilityLevel.NONE));
      case 6 -> new DeleteConfig(scope);
      case 7 ->
          new PutMode(
              scope, Optional.of(pick(random, List.of(Mode.IMPORT, Mode.READWRITE))), false);
      case 8 -> new DeleteMode(scope, random.nextBoolean());
      default ->
          new Register(subject, Registry.avro(pick(random, TEXTS)), false, random.nextBoolean());
    };
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private record Placed(long offset, Event event) {}

  /** What is left when the log was compacted up to an offset, tombstones there dropped. */
  private static List<Placed> compacted(List<Event> log, int upTo) {
    Map<Object, Integer> last = new HashMap<>();
    for (int i = 0; i < log.size(); i++) {
      last.put(key(log.get(i)), i);
    }
    List<Placed> left = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      Event event = log.get(i);
      boolean superseded = !Integer.valueOf(i).equals(last.get(key(event)));
      if (i >= upTo || !(superseded || isTombstone(event))) {
        left.add(new Placed(i, event));
      }
    }
    return left;
  }

  private static State replay(List<Placed> records) {
    State state = State.empty(Defaults.STANDARD);
    for (Placed record : records) {
      state = state.apply(record.event(), new Stamp(record.offset(), 0));
    }
    return state;
  }

  private static boolean isTombstone(Event event) {
    return event instanceof SchemaErased
        || event instanceof ConfigRemoved
        || event instanceof ModeRemoved;
  }

  private static Object key(Event event) {
    if (event instanceof SchemaWritten e) {
      return new VersionKey(e.subject(), e.version());
    } else if (event instanceof SchemaErased e) {
      return new VersionKey(e.subject(), e.version());
    } else if (event instanceof SubjectDeleted e) {
      return List.of("deleted", e.subject());
    } else if (event instanceof SubjectCleared e) {
      return List.of("cleared", e.subject());
    } else if (event instanceof ConfigSet e) {
      return List.of("config", e.scope());
    } else if (event instanceof ConfigRemoved e) {
      return List.of("config", e.scope());
    } else if (event instanceof ModeSet e) {
      return List.of("mode", e.scope());
    } else if (event instanceof ModeRemoved e) {
      return List.of("mode", e.scope());
    } else if (event instanceof ContextAdded e) {
      return List.of("context", e.context());
    } else if (event instanceof CounterSet e) {
      return List.of("counter", e.context());
    }
    throw new AssertionError("No command writes " + event);
  }
}
