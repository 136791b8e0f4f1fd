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
import java.time.Clock;
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
  private final MemoryBroker broker = new MemoryBroker(1_000_000, () -> 1_000L);
  private final MemoryLog log = new MemoryLog(broker, NODE, tasks::add, Faults.NONE);
  private final LiveView view =
      new LiveView(Defaults.STANDARD, NODE.transactionalId(), Clock.systemUTC());
  private MemoryFeed feed;

  @BeforeEach
  void startFeed() {
    feed = MemoryFeed.start(view, broker, tasks::add);
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
