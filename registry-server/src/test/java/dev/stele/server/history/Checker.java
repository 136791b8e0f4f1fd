package dev.stele.server.history;

import dev.stele.server.domain.Event;
import dev.stele.server.domain.State;
import dev.stele.server.history.Finding.Kind;
import dev.stele.server.log.LogTopic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Says whether the registry kept its promises to its clients. The log is the witness: it tells the
 * order in which everything was written, so that nothing need be searched for, and the check is
 * linear (but for sorting).
 *
 * <ul>
 *   <li>Each command is in the log once and whole, of a request that a client sent ({@link
 *       Witness}).
 *   <li>Decided anew by the model on what stands before it, it writes and replies what it did; no
 *       id stands for two contents or is given out twice ({@link Replay}).
 *   <li>The order of the log keeps to the order of calls and returns; whatever wrote nothing was
 *       true at some moment between its call and its return ({@link Placement}). This is
 *       linearizability (Herlihy and Wing 1990), with the order of writes given.
 *   <li>What was refused or not done is not in the log. What nobody knows is in it or not; if it
 *       is, it counts.
 *   <li>All nodes end with the state that the log says, compacted or not.
 * </ul>
 *
 * <p>Reads, and registrations of what was there already, may lag: they are only held to what their
 * own node has shown before ({@code ARCHITECTURE.md}, "Who may write", 5).
 */
public final class Checker {
  private Checker() {}

  /**
   * Checks all there is to check.
   *
   * @param finals the state of each node after everything has come to rest, by its name
   * @return what is wrong, the causes before what follows from them; empty if nothing is
   */
  public static List<Finding> check(
      Model model, History history, Witness witness, Map<String, State> finals) {
    List<Finding> findings = new ArrayList<>(witness.findings());
    Consumer<Finding> collect = findings::add;
    Replay replay = new Replay(model, history, witness, collect);
    new Placement(model, history, witness, replay, collect);
    finals.forEach(
        (node, state) -> compare(Kind.STATE_DIFFERS, "node " + node, replay.end(), state, collect));
    compare(
        Kind.COMPACTION_DIFFERS,
        "the compacted log",
        replay.end(),
        compacted(model, witness),
        collect);
    return findings;
  }

  private static void compare(
      Kind kind, String whose, State expected, State found, Consumer<Finding> findings) {
    if (!expected.equals(found)) {
      findings.accept(
          new Finding(
              kind,
              List.of(),
              List.of(),
              "the state that the log says",
              whose + ": " + Differences.between(expected, found)));
    }
  }

  /** What is left once the last record of each key is, and tombstones are not. */
  private static State compacted(Model model, Witness witness) {
    record Key(LogTopic topic, ByteBuffer bytes) {}
    List<Recorded> records = witness.records();
    Map<Key, Integer> last = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      last.put(new Key(records.get(i).topic(), records.get(i).key()), i);
    }
    State state = model.empty();
    for (int i = 0; i < records.size(); i++) {
      Recorded recorded = records.get(i);
      boolean stays = Objects.equals(last.get(new Key(recorded.topic(), recorded.key())), i);
      Event event = recorded.event().orElse(null);
      if (stays && !recorded.tombstone() && event != null) {
        state = state.apply(event, recorded.record().stamp());
      }
    }
    return state;
  }
}
