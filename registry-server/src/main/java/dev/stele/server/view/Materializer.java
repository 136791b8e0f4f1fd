package dev.stele.server.view;

import dev.stele.server.domain.Event;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.State;
import dev.stele.server.log.Claim;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogRecord.Barrier;
import dev.stele.server.log.LogRecord.Part;
import dev.stele.server.log.LogRecord.Unreadable;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.Position;
import dev.stele.server.log.TopicNames;
import dev.stele.server.view.Snapshot.Unfit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into snapshots. One reading of the log, from its start, has one; it is confined to
 * the thread that reads.
 *
 * <p>A state is shown at the end of a poll, and never with half a command in it: while the last
 * record of a command is missing, the moment before its first one is shown. Its end is its last
 * record, or a record of another command, or the log's end: compaction may have removed the last
 * one, and a transaction is never read in part once everything before the log's end was read.
 *
 * <p>Facts of {@code _stele} are applied as they come: a counter that comes ahead of its command
 * only says early that an id is taken.
 */
final class Materializer {
  private final TopicNames topics;
  private final String transactionalId;
  private final Predicate<CommandId> watched;
  private final Quarantine quarantine = new Quarantine();
  private final Map<CommandId, Outcome> outcomes = new LinkedHashMap<>();

  private State state;
  private long nextOwn;
  private @Nullable OpenCommand open;
  private Optional<Claim> claim = Optional.empty();
  private @Nullable Snapshot shown;

  /**
   * @param empty the state of an empty log
   * @param transactionalId the one this node writes with
   * @param watched the commands whose outcome is wanted
   */
  Materializer(
      State empty, TopicNames topics, String transactionalId, Predicate<CommandId> watched) {
    this.state = empty;
    this.topics = topics;
    this.transactionalId = transactionalId;
    this.watched = watched;
  }

  /**
   * A command whose last record has not come.
   *
   * @param place in front of its first record
   */
  private record OpenCommand(CommandId id, State before, Position place, List<Event> events) {}

  /** Takes the next record of a topic. Offsets ascend within a topic; nothing orders the two. */
  void add(LogTopic topic, LogRecord record) {
    Optional<Part> part = topic == LogTopic.SCHEMAS ? record.part() : Optional.empty();
    part.ifPresent(found -> begin(found, record.stamp().offset()));
    Optional<Event> event =
        record
            .content()
            .fold(
                fact -> Optional.of(fact.event()),
                barrier -> pass(barrier),
                unreadable -> setAside(topic, record.stamp().offset(), unreadable));
    event.ifPresent(fact -> state = state.apply(fact, record.stamp()));
    if (topic == LogTopic.OWN) {
      nextOwn = record.stamp().offset() + 1;
    }
    part.ifPresent(found -> end(found, event, record.stamp().offset()));
  }

  /** Whether no command is read in part. */
  boolean isWhole() {
    return open == null;
  }

  /** Sets a record aside that could not be applied. */
  Optional<Event> setAside(LogTopic topic, long offset, Unreadable record) {
    String name = topic == LogTopic.SCHEMAS ? topics.schemas() : topics.own().orElse("");
    quarantine.add(name, offset, record);
    return Optional.empty();
  }

  /**
   * A poll's records were all added.
   *
   * @param place everything before it was read; it may lie behind the last record
   * @param atEnd whether the log ended there
   * @return what is to be shown now; empty if nothing changed
   */
  Optional<Publication> polled(Position place, boolean atEnd) {
    nextOwn = place.own();
    if (atEnd) {
      open = null;
    }
    OpenCommand half = open;
    Snapshot now = half == null ? snapshot(state, place) : snapshot(half.before(), half.place());
    if (shown != null && shown.applied().equals(now.applied()) && outcomes.isEmpty()) {
      return Optional.empty();
    }
    shown = now;
    List<String> clashes = now.state().idClashes().stream().map(Materializer::describe).toList();
    Publication publication = new Publication(now, outcomes, quarantine.count(), clashes);
    outcomes.clear();
    return Optional.of(publication);
  }

  private void begin(Part part, long offset) {
    OpenCommand half = open;
    if (half == null || !half.id().equals(part.command())) {
      open =
          new OpenCommand(part.command(), state, new Position(offset, nextOwn), new ArrayList<>());
    }
  }

  private void end(Part part, Optional<Event> event, long offset) {
    OpenCommand half = open;
    if (half == null) {
      return;
    }
    event.ifPresent(half.events()::add);
    if (!part.isLast()) {
      return;
    }
    open = null;
    // A reply told from some of a command's events would be wrong.
    if (half.events().size() == part.count() && watched.test(part.command())) {
      Position place = new Position(offset + 1, nextOwn);
      outcomes.put(part.command(), new Outcome(half.before(), List.copyOf(half.events()), place));
    }
  }

  private Optional<Event> pass(Barrier barrier) {
    if (barrier.claim().isPresent()) {
      claim = barrier.claim();
      open = null;
    }
    return Optional.empty();
  }

  private Snapshot snapshot(State visible, Position place) {
    return new Snapshot(
        visible, place, claim, quarantine.list(), quarantine.unfit().or(this::otherCluster));
  }

  private Optional<Unfit> otherCluster() {
    return claim
        .filter(last -> !last.released())
        .filter(last -> !last.node().transactionalId().equals(transactionalId))
        .map(
            last ->
                ("Node %s (%s) claimed the log at offset %d with transactional id '%s', and this"
                        + " node has '%s': two writers that do not fence each other. Give all nodes"
                        + " the same one, and stop that node in an orderly way")
                    .formatted(
                        last.node().id(),
                        last.node().url(),
                        last.offset(),
                        last.node().transactionalId(),
                        transactionalId))
        .map(reason -> new Unfit(reason, false));
  }

  private static String describe(SchemaVersion winner) {
    return "Id %d of context '%s' stands for different texts; '%s' version %d, the last, won"
        .formatted(winner.id(), winner.subject().context(), winner.subject(), winner.version());
  }
}
