package dev.stele.server.engine;

import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.domain.Verdicts.MissingVerdict;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands decided one after another on a private fork of the state, each seeing what those before
 * it will write. Confined to the loop; used once.
 */
final class Batch {
  // The producer's memory is 32 MiB: one transaction stays well below it.
  private static final long MAX_BYTES = 8 << 20;

  private final Claim claim;
  private final Verdicts verdicts;
  private final Log log;
  private final List<Decided<?>> decided = new ArrayList<>();
  private final List<Pending<?>> undecided = new ArrayList<>();
  private final List<Log.Entry> entries = new ArrayList<>();
  private State fork;
  private long bytes;

  /**
   * @param claim what it will be written under
   * @param base what the log says now
   * @param verdicts what is known of schema texts
   * @param log knows how large records are
   */
  Batch(Claim claim, State base, Verdicts verdicts, Log log) {
    this.claim = claim;
    this.fork = base;
    this.verdicts = verdicts;
    this.log = log;
  }

  /** Takes commands off the queue's head until the batch is full. */
  void take(CommandQueue queue, int most) {
    for (int taken = 0; taken < most && bytes < MAX_BYTES && !queue.isEmpty(); taken++) {
      boolean alone = queue.peek().isAlone();
      if (alone && taken > 0) {
        return;
      }
      decide(queue.take());
      if (alone) {
        return;
      }
    }
  }

  Claim claim() {
    return claim;
  }

  /** What is to be written. */
  List<Log.Entry> entries() {
    return entries;
  }

  /** Commands whose answer stands once the entries are committed. */
  List<Decided<?>> decided() {
    return decided;
  }

  /** Those of {@link #decided}. */
  List<Pending<?>> commands() {
    return decided.stream().<Pending<?>>map(Decided::pending).toList();
  }

  /** Commands that miss a verdict. */
  List<Pending<?>> undecided() {
    return undecided;
  }

  /** The state with everything in it that this batch will write. */
  State fork() {
    return fork;
  }

  private <R> void decide(Pending<R> pending) {
    if (!pending.mayRunUnder(claim)) {
      pending.fail(MisdirectedException.notHeld());
      return;
    }
    try {
      Decision<R> decision = pending.decide(fork, verdicts);
      decided.add(new Decided<>(pending, accept(pending, decision)));
    } catch (MissingVerdict e) {
      undecided.add(pending);
    } catch (RuntimeException e) { // a border: one command must not stop the others
      pending.fail(e);
    }
  }

  private <R> Decision<R> accept(Pending<R> pending, Decision<R> decision) {
    return decision.fold(
        accepted -> {
          long size = 0; // asked once: it costs the encoding of the record
          for (Event event : accepted.events()) {
            int record = log.recordBytes(event);
            if (record > log.maxRecordBytes()) {
              return new Decision.Rejected<>(RegistryError.schemaTooLarge());
            }
            size += record;
          }
          if (!accepted.events().isEmpty()) {
            write(pending, accepted.events());
            bytes += size;
          }
          return decision;
        },
        error -> decision);
  }

  private void write(Pending<?> pending, List<Event> events) {
    for (Event event : events) {
      fork = fork.apply(event, Stamp.PENDING);
    }
    entries.add(new Log.Entry(pending.id(), events));
    pending.setWritten();
  }

  /** A command and what became of it. */
  record Decided<R>(Pending<R> pending, Decision<R> decision) {
    void complete(long offset) {
      pending.complete(decision, offset);
    }
  }
}
