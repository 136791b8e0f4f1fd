package dev.stele.server.log;

import dev.stele.server.domain.Event;
import dev.stele.server.log.Claim.Node;
import dev.stele.server.log.LogException.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One node's log on a {@link MemoryBroker}: the twin of {@link KafkaLog} for tests and simulations.
 * Every step of a call is a task of its own on the executor, so that a scheduler decides how the
 * nodes' steps interleave, and each of them can fail.
 */
public final class MemoryLog implements Log {
  private final MemoryBroker broker;
  private final Node node;
  private final Executor executor;
  private final Faults faults;
  private final RecordWriter writer = new RecordWriter(MemoryBroker.NAMES);
  private volatile @Nullable Holding holding;
  private volatile boolean closed;

  private record Holding(Claim claim, long epoch) {}

  /** The steps of the log's calls, each of which can fail. */
  public enum Step {
    /** Locking out the previous writer, the first step of a claim. */
    FENCE,
    /** Sending a transaction's records. */
    SEND,
    /** Ending the transaction. */
    COMMIT,
    /** Asking for the end of the log. */
    END
  }

  /** What happens to one step. */
  public enum Fault {
    /** It is done. */
    NONE,
    /** It is not done, and the caller is told that it failed. */
    LOST,
    /** It is done, and the caller is told that it failed. */
    ANSWER_LOST,
    /** The caller is told that it failed; after that it is done, unless it is fenced by then. */
    LATE
  }

  /** Decides what happens to each step; asked when its turn has come. */
  public interface Faults {
    Faults NONE = step -> Fault.NONE;

    Fault at(Step step);
  }

  public MemoryLog(MemoryBroker broker, Node node, Executor executor, Faults faults) {
    this.broker = broker;
    this.node = node;
    this.executor = executor;
    this.faults = faults;
  }

  @Override
  public CompletionStage<Claimed> claim() {
    CompletableFuture<Claimed> result = new CompletableFuture<>();
    holding = null;
    List<ProducerRecord<byte[], byte[]>> barriers = writer.barriers(node, false);
    step(
        Step.FENCE,
        result,
        broker::fence,
        epoch ->
            transaction(
                epoch,
                barriers,
                result,
                place -> {
                  Claim claim = new Claim(place.schemas() - 1, node, false);
                  holding = new Holding(claim, epoch);
                  result.complete(new Claimed(claim, place));
                }));
    return result;
  }

  @Override
  public CompletionStage<Position> append(Claim claim, List<Entry> entries) {
    return write(
        claim,
        entries.stream().flatMap(entry -> writer.records(entry).stream()).toList(),
        place -> {});
  }

  @Override
  public CompletionStage<Position> release(Claim claim) {
    return write(claim, writer.barriers(node, true), place -> holding = null);
  }

  private CompletionStage<Position> write(
      Claim claim, List<ProducerRecord<byte[], byte[]>> records, Consumer<Position> committed) {
    CompletableFuture<Position> result = new CompletableFuture<>();
    Holding held = holding;
    if (held == null || !held.claim().equals(claim)) {
      result.completeExceptionally(
          new LogException(Reason.ROLE_LOST, "Claim " + claim.offset() + " does not hold"));
      return result;
    }
    transaction(
        held.epoch(),
        records,
        result,
        place -> {
          committed.accept(place);
          result.complete(place);
        });
    return result;
  }

  private void transaction(
      long epoch,
      List<ProducerRecord<byte[], byte[]>> records,
      CompletableFuture<?> result,
      Consumer<Position> next) {
    step(
        Step.SEND,
        result,
        () -> broker.send(epoch, records),
        place ->
            step(
                Step.COMMIT,
                result,
                () -> {
                  broker.commit(epoch);
                  return place;
                },
                next));
  }

  private <T> void step(
      Step step, CompletableFuture<?> result, Supplier<T> action, Consumer<T> next) {
    executor.execute(
        () -> {
          if (closed) {
            result.completeExceptionally(new LogException(reason(step), "The log is closed"));
            return;
          }
          Fault fault = faults.at(step);
          try {
            if (fault == Fault.NONE) {
              next.accept(action.get());
              return;
            }
            if (fault == Fault.ANSWER_LOST) {
              var unused = action.get();
            }
            fail(result, new LogException(reason(step), step + " failed: " + fault));
            if (fault == Fault.LATE) {
              executor.execute(() -> tooLate(action));
            }
          } catch (LogException e) {
            fail(result, e);
          }
        });
  }

  private static void tooLate(Supplier<?> action) {
    try {
      var unused = action.get();
    } catch (LogException e) {
      // Fenced in the meantime; nobody waits for this step any more.
    }
  }

  private void fail(CompletableFuture<?> result, LogException e) {
    if (e.reason() != Reason.TOO_LARGE) {
      holding = null;
    }
    result.completeExceptionally(e);
  }

  // Before the end of a transaction nothing can have been written; after that, who knows.
  private static Reason reason(Step step) {
    return step == Step.COMMIT ? Reason.ROLE_LOST : Reason.UNAVAILABLE;
  }

  @Override
  public CompletionStage<Position> end() {
    CompletableFuture<Position> result = new CompletableFuture<>();
    executor.execute(
        () -> {
          if (closed || faults.at(Step.END) != Fault.NONE) {
            result.completeExceptionally(new LogException(Reason.UNAVAILABLE, "No answer"));
          } else {
            result.complete(broker.end());
          }
        });
    return result;
  }

  @Override
  public int maxRecordBytes() {
    return broker.maxRecordBytes();
  }

  @Override
  public int recordBytes(Event event) {
    return RecordWriter.size(event);
  }

  /** Does nothing any more, as a process that was killed: an open transaction stays open. */
  @Override
  public void close() {
    closed = true;
    holding = null;
  }
}
