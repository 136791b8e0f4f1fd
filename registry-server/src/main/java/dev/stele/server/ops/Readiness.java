package dev.stele.server.ops;

import dev.stele.server.engine.EngineStatus;
import dev.stele.server.log.Claim;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import dev.stele.server.view.ViewStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node should get requests, and what an operator should know. A node that has read the
 * log once goes on answering reads from what it knows, so it stays ready while Kafka is away; it is
 * not ready once that has lasted so long that its answers are old.
 */
public final class Readiness {
  private static final long STALE_MS = 60_000;
  private static final int NAMED_RECORDS = 10;

  private final View view;
  private final Supplier<EngineStatus> engine;
  private final Supplier<List<String>> remarks;
  private final BooleanSupplier leaving;

  /**
   * Asks when it is asked.
   *
   * @param remarks what else an operator should know
   * @param leaving whether this node stops
   */
  public Readiness(
      View view,
      Supplier<EngineStatus> engine,
      Supplier<List<String>> remarks,
      BooleanSupplier leaving) {
    this.view = view;
    this.engine = engine;
    this.remarks = remarks;
    this.leaving = leaving;
  }

  /**
   * The answer.
   *
   * @param ready whether to send requests
   * @param reasons why not, and what else is wrong
   * @param offset everything before it has been read
   * @param lag committed records not read yet
   * @param sinceKafkaAnsweredMs -1 if it never did
   * @param writer whether this node holds the writer role
   * @param holder who holds it, as far as this node has read; null if nobody does
   */
  record Report(
      boolean ready,
      List<String> reasons,
      long offset,
      long lag,
      long sinceKafkaAnsweredMs,
      boolean writer,
      @Nullable Holder holder) {}

  /**
   * The node that writes.
   *
   * @param claim the offset of the barrier by which it took the role
   */
  record Holder(String node, String url, long claim) {}

  Report report() {
    ViewStatus status = view.status();
    Snapshot snapshot = view.snapshot();
    EngineStatus writing = engine.get();
    List<String> reasons = new ArrayList<>();
    boolean stops = leaving.getAsBoolean();
    if (stops) {
      reasons.add("This node is shutting down");
    }
    boolean stale = status.sinceLastPollMs() > STALE_MS;
    // The view has its own words for both; these are for when it has none.
    if (status.problem().isEmpty() && !status.ready()) {
      reasons.add("The log has not been read to its end yet");
    }
    if (status.problem().isEmpty() && stale) {
      reasons.add("Kafka has not answered for " + status.sinceLastPollMs() / 1_000 + " s");
    }
    reasons.addAll(remarks.get());
    status.problem().ifPresent(reasons::add);
    writing.refusal().ifPresent(reason -> reasons.add("Writes are refused: " + reason));
    snapshot.quarantined().stream()
        .limit(NAMED_RECORDS)
        .map(Readiness::describe)
        .forEach(reasons::add);
    return new Report(
        status.ready() && !stale && !stops,
        reasons,
        snapshot.applied().schemas(),
        status.lag(),
        status.sinceLastPollMs(),
        writing.claim().isPresent(),
        snapshot.claim().filter(last -> !last.released()).map(Readiness::holder).orElse(null));
  }

  private static Holder holder(Claim claim) {
    return new Holder(claim.node().id(), claim.node().url(), claim.offset());
  }

  private static String describe(Snapshot.Quarantined record) {
    return "Record at offset %d of %s was set aside: key %s, %s"
        .formatted(record.offset(), record.topic(), record.key(), record.reason());
  }
}
