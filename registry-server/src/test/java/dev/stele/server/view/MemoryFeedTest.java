package dev.stele.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.Subject;
import dev.stele.server.log.Claim.Node;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.Log.Claimed;
import dev.stele.server.log.Log.Entry;
import dev.stele.server.log.MemoryBroker;
import dev.stele.server.log.MemoryLog;
import dev.stele.server.log.MemoryLog.Faults;
import dev.stele.server.log.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryFeedTest {
  private static final Node NODE = new Node("n", "http://n", "stele-_schemas");
  private static final CommandId COMMAND = new CommandId(new UUID(3, 4), "");
  private static final Subject FOO = Subject.of("foo");

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private long nowMs = 1_000;
  private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs);
  private final MemoryBroker broker =
      new MemoryBroker(MemoryBroker.Settings.of(1_000_000), () -> nowMs, tasks::add);
  private final MemoryLog log = new MemoryLog(broker, NODE, tasks::add, Faults.NONE);
  private final LiveView view = new LiveView(Defaults.STANDARD, NODE.transactionalId(), clock);
  private final LiveView slow = new LiveView(Defaults.STANDARD, NODE.transactionalId(), clock);
  private MemoryFeed feed;
  private boolean rebuilt;

  @BeforeEach
  void startFeed() {
    feed = MemoryFeed.start(view, broker, MemoryFeed.Pace.of(broker), clock, tasks::add);
  }

  @Test
  void nothing_isReadBeforeItsTurn() {
    assertThat(view.status().ready()).isFalse();

    runAll();

    assertThat(view.status().ready()).isTrue();
    assertThat(view.snapshot().unfit()).isEmpty();
  }

  @Test
  void claim_isSeenOnceItsBarriersAreApplied() {
    Claimed claimed = done(log.claim());

    Snapshot snapshot = done(view.applied(claimed.barrier()));

    assertThat(snapshot.claim()).contains(claimed.claim());
  }

  @Test
  void commandInBothTopics_isAppliedAndHasAnOutcome() {
    Claimed claimed = done(log.claim());
    append(claimed, new CommandId(new UUID(0, 1), ""), written(1));
    CompletionStage<Outcome> outcome = view.watch(COMMAND);
    Position place = append(claimed, COMMAND, new SchemaErased(FOO, 1), new CounterSet(".", 7));

    Snapshot snapshot = done(view.applied(place));

    assertThat(snapshot.state().knows(FOO)).isFalse();
    assertThat(snapshot.state().highestId(".")).isEqualTo(7);
    assertThat(done(outcome).events()).containsExactly(new SchemaErased(FOO, 1));
    assertThat(done(outcome).before().knows(FOO)).isTrue();
  }

  @Test
  void rebuild_showsTheSame_afterCompactionToo() {
    Claimed claimed = done(log.claim());
    append(claimed, new CommandId(new UUID(0, 1), ""), written(1), written(2));
    append(claimed, COMMAND, new SchemaErased(FOO, 2), new CounterSet(".", 7));
    runAll();
    Snapshot before = view.snapshot();
    broker.dropTombstones();

    feed.rebuild();
    runAll();

    assertThat(view.snapshot()).isNotSameAs(before);
    assertThat(view.snapshot().state()).isEqualTo(before.state());
    assertThat(view.snapshot().applied()).isEqualTo(before.applied());
  }

  @Test
  void tombstoneMissedDuringALongSilence_isNotMissedInTheState() {
    Claimed claimed = done(log.claim());
    append(claimed, new CommandId(new UUID(0, 1), ""), written(1), written(2));
    CompletionStage<Position> erased =
        log.append(claimed.claim(), List.of(new Entry(COMMAND, List.of(new SchemaErased(FOO, 2)))));
    runUntilOnlyTheReaderIsLeft();
    broker.compact();
    nowMs += Duration.ofDays(1).toMillis();
    broker.compact();

    runAll();

    assertThat(erased.toCompletableFuture()).isCompleted();
    assertThat(view.snapshot().state().versions(FOO)).hasSize(1);
    assertThat(view.snapshot().unfit()).isEmpty();
    assertThat(feed.rereadings()).isEqualTo(1);
  }

  @Test
  void shortTurns_showNoHalfOfACommand_andNothingOlderInARebuild() {
    feed =
        MemoryFeed.start(
            slow, broker, new MemoryFeed.Pace(1, Duration.ofDays(1)), clock, tasks::add);
    Claimed claimed = done(log.claim());
    log.append(
        claimed.claim(), List.of(new Entry(COMMAND, List.of(written(1), written(2), written(3)))));
    int most = 0;
    for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
      next.run();
      int versions = slow.snapshot().state().versions(FOO).size();
      assertThat(versions).isIn(0, 3).isGreaterThanOrEqualTo(most);
      most = versions;
      if (versions == 3 && feed.rereadings() == 0 && !rebuilt) {
        rebuilt = true;
        feed.rebuild();
      }
    }
    assertThat(rebuilt).isTrue();
  }

  private void runUntilOnlyTheReaderIsLeft() {
    while (!broker.isOpen()) {
      tasks.remove().run();
    }
    long end = broker.end().schemas();
    while (broker.end().schemas() == end) {
      tasks.remove().run();
    }
  }

  private Position append(Claimed claimed, CommandId command, Event... events) {
    return done(log.append(claimed.claim(), List.of(new Entry(command, List.of(events)))));
  }

  private static SchemaWritten written(int version) {
    SchemaContent content = SchemaContent.of(SchemaType.AVRO, "\"string\"");
    return new SchemaWritten(FOO, version, 1, content, false);
  }

  private <T> T done(CompletionStage<T> stage) {
    runAll();
    CompletableFuture<T> future = stage.toCompletableFuture();
    assertThat(future).isDone();
    return future.join();
  }

  private void runAll() {
    for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
      next.run();
    }
  }
}
