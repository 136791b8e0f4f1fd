package dev.stele.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.State;
import dev.stele.server.log.Claim;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveViewTest {
  private static final State EMPTY = State.empty(Defaults.STANDARD);
  private static final CommandId COMMAND = new CommandId(new UUID(1, 2), "");

  private final AtomicLong nowMs = new AtomicLong(1_000_000);
  private final LiveView view = new LiveView(Defaults.STANDARD, "stele-_schemas", this::now);

  private Instant now() {
    return Instant.ofEpochMilli(nowMs.get());
  }

  @Test
  void newView_isNotReadyAndUnfit() {
    assertThat(view.status().ready()).isFalse();
    assertThat(view.status().sinceLastPollMs()).isEqualTo(-1);
    assertThat(view.snapshot().unfit()).isPresent();
    assertThat(view.status().problem())
        .isEqualTo(view.snapshot().unfit().map(Snapshot.Unfit::reason));
  }

  @Test
  void applied_completesOnceItsPlaceIsShown() {
    CompletableFuture<Snapshot> both = view.applied(new Position(5, 2)).toCompletableFuture();

    show(new Position(9, 1));
    assertThat(both).isNotDone();
    show(new Position(9, 2));

    assertThat(both).isCompletedWithValue(view.snapshot());
    assertThat(view.applied(new Position(1, 1)).toCompletableFuture()).isDone();
  }

  @Test
  void claimedAfter_waitsForALaterBarrier() {
    show(new Position(3, 0), claim(2));
    CompletableFuture<Snapshot> later = view.claimedAfter(2).toCompletableFuture();
    show(new Position(4, 0), claim(2));
    assertThat(later).isNotDone();

    show(new Position(6, 0), claim(4));

    assertThat(later).isCompletedWithValue(view.snapshot());
    assertThat(view.claimedAfter(3).toCompletableFuture()).isDone();
  }

  @Test
  void outcome_isThereBeforeALaterClaimAnswersWhoAsksJustThen() throws Exception {
    CommandId second = new CommandId(new UUID(3, 4), "");
    CompletableFuture<Outcome> one = view.watch(COMMAND).toCompletableFuture();
    CompletableFuture<Outcome> other = view.watch(second).toCompletableFuture();
    CompletableFuture<Boolean> bothKnown = new CompletableFuture<>();
    Runnable asking =
        () ->
            view.claimedAfter(0)
                .thenAccept(seen -> bothKnown.complete(one.isDone() && other.isDone()));
    // Between the two outcomes somebody asks, and has the time to be answered if that is possible.
    CountDownLatch answered = new CountDownLatch(1);
    var counted = bothKnown.thenRun(answered::countDown);
    Runnable between =
        () -> {
          if (!(one.isDone() && other.isDone())) {
            new Thread(asking).start();
            awaitBriefly(answered);
          }
        };
    var afterOne = one.thenRun(between);
    var afterOther = other.thenRun(between);
    Outcome done = new Outcome(EMPTY, List.of(), new Position(2, 0));

    view.publish(
        new Publication(
            snapshot(new Position(9, 0), claim(5)),
            Map.of(COMMAND, done, second, done),
            0,
            List.of()));

    assertThat(bothKnown.get(60, TimeUnit.SECONDS)).isTrue();
    CompletableFuture.allOf(counted, afterOne, afterOther).join();
  }

  private static void awaitBriefly(CountDownLatch latch) {
    try {
      boolean unused = latch.await(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void outcome_isThereBeforeALaterClaimWakesAnybody() {
    CompletableFuture<Outcome> outcome = view.watch(COMMAND).toCompletableFuture();
    CompletableFuture<Boolean> known =
        view.claimedAfter(0).thenApply(seen -> outcome.isDone()).toCompletableFuture();
    Outcome done = new Outcome(EMPTY, List.of(), new Position(2, 0));

    view.publish(
        new Publication(
            snapshot(new Position(9, 0), claim(5)), Map.of(COMMAND, done), 0, List.of()));

    assertThat(outcome).isCompletedWithValue(done);
    assertThat(known).isCompletedWithValue(true);
  }

  @Test
  void watch_twice_isTheSame_andForgotten_isNotWatched() {
    CompletableFuture<Outcome> outcome = view.watch(COMMAND).toCompletableFuture();
    assertThat(view.watch(COMMAND)).isSameAs(outcome);

    view.forget(COMMAND);
    Outcome done = new Outcome(EMPTY, List.of(), Position.START);
    view.publish(
        new Publication(
            snapshot(Position.START, Optional.empty()), Map.of(COMMAND, done), 0, List.of()));

    assertThat(outcome).isNotDone();
  }

  @Test
  void stale_forbidsDecisionsUntilTheNextPublication() {
    show(new Position(3, 0));
    view.stale("reading again");
    assertThat(view.snapshot().unfit()).contains(new Snapshot.Unfit("reading again", false));
    assertThat(view.snapshot().applied()).isEqualTo(new Position(3, 0));

    show(new Position(4, 0));
    assertThat(view.snapshot().unfit()).isEmpty();
  }

  @Test
  void lost_forbidsDecisionsForGood() {
    show(new Position(3, 0));
    view.lost("the topic is another one");
    show(new Position(1, 0));

    assertThat(view.snapshot().applied()).isEqualTo(new Position(1, 0));
    assertThat(view.snapshot().unfit().orElseThrow().reason())
        .startsWith("the topic is another one");
    assertThat(view.status().problem().orElseThrow()).contains("the topic is another one");
  }

  @Test
  void status_saysSinceWhenKafkaIsSilent() {
    show(new Position(3, 0));
    view.health().answered();
    view.health().lag(7);
    nowMs.addAndGet(90_000);

    ViewStatus status = view.status();

    assertThat(status)
        .isEqualTo(new ViewStatus(true, 7, 90_000, Optional.of("Kafka has not answered for 90 s")));
  }

  @Test
  void status_namesWhatWasSetAside() {
    Snapshot.Quarantined record = new Snapshot.Quarantined("_schemas", 12, "k", "not JSON");
    Snapshot snapshot =
        new Snapshot(EMPTY, Position.START, Optional.empty(), List.of(record), Optional.empty());
    view.publish(new Publication(snapshot, Map.of(), 3, List.of("Id 7 stands for two texts")));

    assertThat(view.status().problem().orElseThrow())
        .contains("3 records", "offset 12 of _schemas", "1 ids clash", "Id 7");
  }

  @Test
  void whoGivesUpWaiting_isForgotten() {
    CompletableFuture<Snapshot> waiting = view.applied(new Position(5, 0)).toCompletableFuture();
    assertThat(waiting.cancel(false)).isTrue();

    show(new Position(6, 0));

    assertThat(waiting).isCancelled();
  }

  @Test
  void manyThreads_seeEveryPlaceTheyWaitFor() throws InterruptedException {
    int threads = 4;
    long last = 2_000;
    CountDownLatch done = new CountDownLatch(threads);
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (long offset = 1; offset <= last; offset++) {
                  Position place = new Position(offset, 0);
                  Snapshot seen = view.applied(place).toCompletableFuture().join();
                  if (!seen.applied().reached(place)) {
                    return;
                  }
                }
                done.countDown();
              });
      waiting.add(thread);
      thread.start();
    }
    for (long offset = 1; offset <= last; offset++) {
      show(new Position(offset, 0));
    }

    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    for (Thread thread : waiting) {
      thread.join();
    }
  }

  private void show(Position place) {
    show(place, Optional.empty());
  }

  private void show(Position place, Optional<Claim> claim) {
    view.publish(new Publication(snapshot(place, claim), Map.of(), 0, List.of()));
  }

  private static Snapshot snapshot(Position place, Optional<Claim> claim) {
    return new Snapshot(EMPTY, place, claim, List.of(), Optional.empty());
  }

  private static Optional<Claim> claim(long offset) {
    return Optional.of(
        new Claim(offset, new Claim.Node("id", "http://node", "stele-_schemas"), false));
  }
}
