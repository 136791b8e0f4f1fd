package dev.stele.server.engine;

import dev.stele.server.log.Claim;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Commands that may have been written, because a transaction ended and nobody said how, or because
 * another node was asked and did not answer. Each is answered from the log once the view has it; or
 * once the view has a barrier behind the claim it was written under, by which time it is in the
 * view or never will be. Confined to the loop.
 */
final class Unresolved {
  // Topics that others made may promise nothing, but what was just written is not compacted: it is
  // in the active segment, and the cleaner rests for 15 s where nothing is set.
  private static final Duration LEAST_LAG = Duration.ofSeconds(10);

  private final Loop loop;
  private final View view;
  private final Preparer preparer;
  private final InstantSource clock;
  private final Duration compactionLag;
  private final Consumer<List<Pending<?>>> settled;
  private final Set<Pending<?>> commands = new LinkedHashSet<>();

  /**
   * @param compactionLag what the view does not read within this may be compacted away unseen
   * @param settled told on the loop which commands were surely not written, in their order
   */
  Unresolved(
      Surroundings around,
      View view,
      Preparer preparer,
      Duration compactionLag,
      Consumer<List<Pending<?>>> settled) {
    this.loop = around.loop();
    this.clock = around.clock();
    this.view = view;
    this.preparer = preparer;
    this.compactionLag = compactionLag.compareTo(LEAST_LAG) < 0 ? LEAST_LAG : compactionLag;
    this.settled = settled;
  }

  /** Takes commands that were in the last transaction under a claim. */
  void add(Claim under, List<Pending<?>> lost) {
    if (lost.isEmpty()) {
      return;
    }
    commands.addAll(lost);
    lost.forEach(
        pending -> pending.seen().thenRun(() -> loop.execute(() -> settleThose(List.of(pending)))));
    view.claimedAfter(under.offset()).thenRun(() -> loop.execute(() -> settleThose(lost)));
    watchForStall(lost);
  }

  void remove(Pending<?> pending) {
    commands.remove(pending);
  }

  boolean isEmpty() {
    return commands.isEmpty();
  }

  boolean contains(Pending<?> pending) {
    return commands.contains(pending);
  }

  /** Settles commands that are in the view or never will be. */
  void settle(List<Pending<?>> certain) {
    certain.forEach(commands::remove);
    List<Pending<?>> never = new ArrayList<>();
    for (Pending<?> pending : certain) {
      if (pending.isAnswered() || pending.answerFromLog(preparer)) {
        continue;
      }
      Optional<String> doubt = doubt(pending);
      if (doubt.isPresent()) {
        pending.fail(UnavailableException.unknown(doubt.get()));
      } else {
        pending.setNotWritten();
        never.add(pending);
      }
    }
    settled.accept(never);
  }

  // Why a command that was not seen may have been written all the same.
  private Optional<String> doubt(Pending<?> pending) {
    long ageMs = pending.ageMs(clock.millis());
    return ageMs > compactionLag.toMillis()
        ? Optional.of("What was written " + ageMs + " ms ago may be compacted away")
        : view.snapshot().unfit().map(Snapshot.Unfit::reason);
  }

  private void settleThose(List<Pending<?>> lost) {
    settle(lost.stream().filter(commands::contains).toList());
  }

  private void watchForStall(List<Pending<?>> lost) {
    if (lost.stream().noneMatch(commands::contains)) {
      return;
    }
    long quietMs = view.status().sinceLastPollMs();
    long leftMs = compactionLag.toMillis() - quietMs;
    if (leftMs > 0) {
      loop.after(Duration.ofMillis(leftMs), () -> watchForStall(lost));
      return;
    }
    String stalled = "Nothing was read from Kafka for " + quietMs + " ms";
    for (Pending<?> pending : lost) {
      if (commands.remove(pending)) {
        pending.fail(UnavailableException.unknown(stalled));
      }
    }
  }
}
