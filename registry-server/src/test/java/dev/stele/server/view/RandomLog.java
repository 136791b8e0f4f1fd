package dev.stele.server.view;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Config;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.ConfigRemoved;
import dev.stele.server.domain.Event.ConfigSet;
import dev.stele.server.domain.Event.ContextAdded;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Event.ModeRemoved;
import dev.stele.server.domain.Event.ModeSet;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.Event.SubjectDeleted;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.log.Claim;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogRecord.Barrier;
import dev.stele.server.log.LogRecord.Fact;
import dev.stele.server.log.LogRecord.Part;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * A log such as our own commands could have written, drawn from a seed: both topics, transactions
 * with their markers, claims, deletions of the highest id.
 */
final class RandomLog {
  private static final String TRANSACTIONAL_ID = "stele-_schemas";
  private static final List<String> NAMES = List.of("a", "b", ":.c:a", ":.c:b");

  private final Random random;
  private final List<Written> records = new ArrayList<>();
  private final List<State> boundaries = new ArrayList<>();
  private State state;
  private long nextSchemas;
  private long nextOwn;

  RandomLog(long seed, Defaults defaults, int commands) {
    this.random = new Random(seed);
    this.state = State.empty(defaults);
    boundaries.add(state);
    for (int i = 0; i < commands; i++) {
      if (random.nextInt(10) == 0) {
        claim();
      }
      write(command());
    }
  }

  /**
   * A record in its topic.
   *
   * @param key equal for records of which compaction keeps the last one
   */
  record Written(LogTopic topic, LogRecord record, Object key, boolean tombstone) {}

  /** All records, in the order of writing. */
  List<Written> records() {
    return records;
  }

  /** The states after each command, the empty one first. */
  List<State> boundaries() {
    return boundaries;
  }

  State state() {
    return state;
  }

  Position end() {
    return new Position(nextSchemas, nextOwn);
  }

  /**
   * What compaction may leave: up to some offset of each topic only the last record of each key.
   *
   * @param tombstones whether those are kept
   */
  List<Written> compacted(boolean tombstones) {
    Position cleaned = new Position(random.nextLong(nextSchemas + 1), random.nextLong(nextOwn + 1));
    Map<List<Object>, Written> last = new HashMap<>();
    records.stream()
        .filter(written -> isBefore(cleaned, written))
        .forEach(written -> last.put(List.of(written.topic, written.key), written));
    return records.stream()
        .filter(
            written ->
                !isBefore(cleaned, written)
                    || (written.equals(last.get(List.of(written.topic, written.key)))
                        && (tombstones || !written.tombstone)))
        .toList();
  }

  private static boolean isBefore(Position cleaned, Written written) {
    long end = written.topic == LogTopic.SCHEMAS ? cleaned.schemas() : cleaned.own();
    return written.record.stamp().offset() < end;
  }

  private List<Event> command() {
    Subject subject = Subject.of(NAMES.get(random.nextInt(NAMES.size())));
    List<SchemaVersion> versions = state.versions(subject);
    return switch (random.nextInt(8)) {
      case 0 -> settings(subject);
      case 1 -> softDeleteSubject(subject);
      case 2, 3 -> softDeleteVersion(versions);
      case 4, 5 -> hardDelete(versions);
      default -> register(subject);
    };
  }

  private List<Event> settings(Subject subject) {
    return switch (random.nextInt(4)) {
      case 0 -> List.of(new ConfigSet(subject, Config.EMPTY.withLevel(CompatibilityLevel.FULL)));
      case 1 -> List.of(new ConfigRemoved(subject));
      case 2 -> List.of(new ModeSet(subject, Mode.READONLY));
      default -> List.of(new ModeRemoved(subject));
    };
  }

  private List<Event> register(Subject subject) {
    List<Event> events = new ArrayList<>();
    String context = subject.context();
    if (!subject.inDefaultContext() && !state.contexts().contains(context)) {
      events.add(new ContextAdded(context));
    }
    SchemaContent content = content(context);
    int id = state.id(context, content.guid()).orElse(state.highestId(context) + 1);
    int version = 1;
    for (SchemaVersion known : state.versions(subject)) {
      version = known.version() + 1;
      if (known.deleted() && known.id() == id && state.referrers(known.key()).isEmpty()) {
        events.add(new SchemaErased(subject, known.version()));
      }
    }
    events.add(new SchemaWritten(subject, version, id, content, false));
    return events;
  }

  private SchemaContent content(String context) {
    String text = "\"text " + random.nextInt(12) + "\"";
    List<SchemaVersion> targets = new ArrayList<>();
    state.subjects().stream()
        .filter(subject -> subject.context().equals(context))
        .forEach(subject -> state.latest(subject).ifPresent(targets::add));
    if (targets.isEmpty() || random.nextInt(4) > 0) {
      return SchemaContent.of(SchemaType.AVRO, text);
    }
    SchemaVersion target = targets.get(random.nextInt(targets.size()));
    Reference reference = new Reference("r", target.subject().qualified(), target.version());
    return SchemaContent.of(
        SchemaType.AVRO, text, List.of(reference), Optional.empty(), Optional.empty());
  }

  private List<Event> softDeleteSubject(Subject subject) {
    return state
        .latest(subject)
        .<List<Event>>map(last -> List.of(new SubjectDeleted(subject, last.version())))
        .orElse(List.of());
  }

  private List<Event> softDeleteVersion(List<SchemaVersion> versions) {
    List<SchemaVersion> live = versions.stream().filter(version -> !version.deleted()).toList();
    if (live.isEmpty()) {
      return List.of();
    }
    SchemaVersion doomed = live.get(random.nextInt(live.size()));
    return List.of(
        new SchemaWritten(doomed.subject(), doomed.version(), doomed.id(), doomed.content(), true));
  }

  // All softly deleted versions of a subject, the highest first, as a permanent delete does.
  private List<Event> hardDelete(List<SchemaVersion> versions) {
    List<Event> events = new ArrayList<>();
    List<Event> counters = new ArrayList<>();
    versions.stream()
        .filter(version -> version.deleted() && state.referrers(version.key()).isEmpty())
        .sorted(Comparator.comparing(SchemaVersion::version).reversed())
        .forEach(
            version -> {
              String context = version.subject().context();
              events.add(new SchemaErased(version.subject(), version.version()));
              if (version.id() == state.highestId(context)) {
                counters.add(new CounterSet(context, version.id()));
              }
            });
    events.addAll(counters);
    return events;
  }

  private void write(List<Event> events) {
    CommandId command = new CommandId(new UUID(random.nextLong(), random.nextLong()), "");
    int count = (int) events.stream().filter(event -> !isOwn(event)).count();
    int index = 0;
    for (Event event : events) {
      if (isOwn(event)) {
        add(LogTopic.OWN, event, Optional.empty());
      } else {
        index++;
        add(LogTopic.SCHEMAS, event, Optional.of(new Part(command, index, count)));
      }
    }
    if (index > 0) {
      nextSchemas++; // the marker
      boundaries.add(state);
    }
    nextOwn += index < events.size() ? 1 : 0;
  }

  private void claim() {
    Claim claim = new Claim(nextSchemas, new Claim.Node("n", "http://n", TRANSACTIONAL_ID), false);
    Barrier barrier = new Barrier(Optional.of(claim));
    LogRecord schemas = new LogRecord(new Stamp(nextSchemas, 0), barrier, Optional.empty());
    LogRecord own =
        new LogRecord(new Stamp(nextOwn, 0), new Barrier(Optional.empty()), Optional.empty());
    records.add(new Written(LogTopic.SCHEMAS, schemas, "NOOP", true));
    records.add(new Written(LogTopic.OWN, own, "NOOP", true));
    nextSchemas += 2;
    nextOwn += 2;
  }

  private void add(LogTopic topic, Event event, Optional<Part> part) {
    Stamp stamp = new Stamp(topic == LogTopic.OWN ? nextOwn++ : nextSchemas++, 0);
    state = state.apply(event, stamp);
    records.add(
        new Written(
            topic, new LogRecord(stamp, new Fact(event), part), key(event), isTombstone(event)));
  }

  private static boolean isOwn(Event event) {
    return event instanceof CounterSet;
  }

  private static boolean isTombstone(Event event) {
    return event instanceof SchemaErased
        || event instanceof ConfigRemoved
        || event instanceof ModeRemoved;
  }

  private static Object key(Event event) {
    if (event instanceof SchemaWritten written) {
      return List.of("SCHEMA", written.subject(), written.version());
    } else if (event instanceof SchemaErased erased) {
      return List.of("SCHEMA", erased.subject(), erased.version());
    } else if (event instanceof SubjectDeleted deleted) {
      return List.of("DELETE_SUBJECT", deleted.subject());
    } else if (event instanceof ConfigSet set) {
      return List.of("CONFIG", set.scope());
    } else if (event instanceof ConfigRemoved removed) {
      return List.of("CONFIG", removed.scope());
    } else if (event instanceof ModeSet set) {
      return List.of("MODE", set.scope());
    } else if (event instanceof ModeRemoved removed) {
      return List.of("MODE", removed.scope());
    } else if (event instanceof ContextAdded added) {
      return List.of("CONTEXT", added.context());
    } else if (event instanceof CounterSet counter) {
      return List.of("COUNTER", counter.context());
    }
    throw new IllegalArgumentException("No key for " + event);
  }
}
