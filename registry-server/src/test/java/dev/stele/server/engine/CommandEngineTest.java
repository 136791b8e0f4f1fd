package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.Format.Strictness;
import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.domain.Verdicts.Reading;
import dev.stele.server.engine.Cluster.Node;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.log.MemoryLog.Fault;
import dev.stele.server.log.MemoryLog.Faults;
import dev.stele.server.log.MemoryLog.Step;
import dev.stele.server.view.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandEngineTest implements InSimulation {
  private final Simulation simulation = new Simulation(1);
  private final Cluster cluster = new Cluster(simulation, 0);

  // Writing.

  @Test
  void submit_firstWrite_claimsAndAnswersWithWhatIsInTheView() {
    Node node = ready();
    Done<Integer> done = answer(node.submit(Add.of("a")));
    assertThat(done.reply()).isEqualTo(1);
    assertThat(node.view.snapshot().state().schema(".", 1)).isPresent();
    assertThat(node.view.snapshot().applied().schemas()).isGreaterThanOrEqualTo(done.offset());
    assertThat(cluster.claims()).extracting(claim -> claim.node().id()).containsExactly(node.id);
  }

  @Test
  void start_withoutAWrite_claimsNothing() {
    Node node = ready();
    answer(node.engine.confirm());
    assertThat(cluster.records()).isEmpty();
  }

  @Test
  void submit_manyAtOnce_shareTransactionsInTheirOrder() {
    Node node = ready();
    List<CompletionStage<Done<Integer>>> all =
        IntStream.range(0, 500).mapToObj(i -> node.submit(Add.of("a" + i))).toList();
    assertThat(all.stream().map(one -> answer(one).reply()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 500).boxed().toList());
    assertThat(node.engine.status().transactions()).isLessThan(20);
    assertThat(node.engine.status().commands()).isEqualTo(500);
    assertThat(node.engine.status().waiting()).isZero();
  }

  @Test
  void submit_verdictThatOnlyTheBatchMisses_isComputedByAWorker() {
    Node node = ready();
    // The second is prepared on an empty state, and decided on one with the first in it.
    var first = node.submit(Add.of("a"));
    var second = node.submit(Add.of("b"));
    assertThat(answer(first).reply()).isEqualTo(1);
    assertThat(answer(second).reply()).isEqualTo(2);
    assertThat(node.engine.status().transactions()).isEqualTo(2);
  }

  @Test
  void submit_verdictsThatAreNeverEnough_failsAfterAFewRounds() {
    Node node = ready();
    AtomicInteger asked = new AtomicInteger();
    Command<Integer> restless =
        deciding(
            (state, verdicts) -> {
              String text = "text " + asked.incrementAndGet();
              verdicts.parse(LineFormat.source(text), new Reading(Strictness.NEW, false));
              return Add.of(text).decide(state, verdicts);
            });
    assertThat(reason(node.submit(restless))).isEqualTo(Reason.QUEUE_FULL);
    assertThat(asked).hasValueLessThan(20);
    assertThat(answer(node.submit(Add.of("a"))).reply()).isEqualTo(1);
  }

  @Test
  void submit_decisionThatThrows_failsAloneWithWhatItThrew() {
    Node node = ready();
    IllegalStateException bug = new IllegalStateException("bug");
    Command<Integer> broken =
        deciding(
            (state, verdicts) -> {
              if (state.highestId(Subject.DEFAULT_CONTEXT) > 0) {
                throw bug;
              }
              return Add.of("b").decide(state, verdicts);
            });
    var first = node.submit(Add.of("a"));
    var second = node.submit(broken);
    assertThat(answer(first).reply()).isEqualTo(1);
    assertThat(failure(second)).isSameAs(bug);
  }

  // Sizes.

  @Test
  void submit_recordTooLarge_isRefusedAndTheOthersAreWritten() {
    Node node = ready();
    var before = node.submit(Add.of("a"));
    var large = node.submit(Add.of("x".repeat(Cluster.MAX_RECORD_BYTES)));
    var after = node.submit(Add.of("b"));
    assertThat(refusal(large).kind()).isEqualTo(RegistryError.Kind.SCHEMA_TOO_LARGE);
    assertThat(List.of(answer(before).reply(), answer(after).reply())).containsExactly(1, 2);
  }

  @Test
  void submit_batchThatKafkaFindsTooLarge_refusesOnlyTheGuilty() {
    Node node = ready(Cluster.SETTINGS, BoastfulLog::new);
    List<CompletionStage<Done<Integer>>> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(node.submit(Add.of("a" + i)));
    }
    var large = node.submit(Add.of("x".repeat(Cluster.MAX_RECORD_BYTES)));
    for (int i = 5; i < 10; i++) {
      all.add(node.submit(Add.of("a" + i)));
    }
    assertThat(refusal(large).kind()).isEqualTo(RegistryError.Kind.SCHEMA_TOO_LARGE);
    assertThat(all.stream().map(one -> answer(one).reply()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
    assertThat(cluster.claims()).hasSize(1);
  }

  // Replies that wrote nothing.

  @Test
  void submit_unchangedWhenPrepared_isAnsweredWithoutAClaim() {
    Node node = ready();
    assertThat(answer(node.submit(deciding((s, v) -> Decision.unchanged(7)))).reply()).isEqualTo(7);
    assertThat(cluster.records()).isEmpty();
  }

  @Test
  void submit_refusal_writesNothing() {
    Node node = ready();
    answer(node.submit(Add.of("a")));
    var end = cluster.broker.end();
    assertThat(refusal(node.submit(new Complain())).message()).isEqualTo("1");
    assertThat(cluster.broker.end()).isEqualTo(end);
  }

  @Test
  void submit_refusalByAWriterThatWasFencedUnawares_isDecidedAgain() {
    Node old = ready();
    Node other = ready();
    answer(old.submit(Add.of("a")));
    old.setReading(false);
    old.cutOff();
    answer(other.submit(Add.of("b")));
    var refused = old.submit(new Complain());
    simulation.run(Duration.ofSeconds(1));
    assertThat(refused.toCompletableFuture()).isNotDone();
    old.setReading(true);
    assertThat(refusal(refused).message()).isEqualTo("2");
  }

  @Test
  void submit_forwardThatChangesNothing_isNotAnsweredFromAViewThatMayLag() {
    Node node = ready();
    Command<Integer> unchanged = deciding((state, verdicts) -> Decision.unchanged(7));
    Forward forward = new Forward(new UUID(0, 1), "", node.id, 3);
    assertThat(failure(node.engine.submit(unchanged, new Origin.Peer(forward))))
        .isInstanceOf(MisdirectedException.class);
  }

  @Test
  void submit_forwardToANodeThatMustNotDecideNow_isLeftToOthers() {
    Node node = cluster.node(); // its view has not read anything yet
    Forward forward = new Forward(new UUID(0, 1), "", node.id, 3);
    assertThat(failure(node.engine.submit(Add.of("a"), new Origin.Peer(forward))))
        .isInstanceOf(MisdirectedException.class);
  }

  @Test
  void submit_refusalWhenTheEndCannotBeAsked_fails() {
    Node node = ready();
    answer(node.submit(Add.of("a")));
    node.faults = at(Step.END, Fault.LOST);
    assertThat(reason(node.submit(new Complain()))).isEqualTo(Reason.NO_KAFKA);
  }

  @Test
  void confirm_manyAtOnce_shareAQuestion() {
    Node node = ready();
    AtomicInteger asked = new AtomicInteger();
    node.faults =
        step -> {
          asked.incrementAndGet();
          return Fault.NONE;
        };
    var all = IntStream.range(0, 100).mapToObj(i -> node.engine.confirm()).toList();
    all.forEach(this::answer);
    assertThat(asked).hasValueBetween(1, 2);
  }

  @Test
  void confirm_writtenElsewhere_waitsForTheView() {
    Node writer = ready();
    Node reader = ready();
    reader.setReading(false);
    long offset = answer(writer.submit(Add.of("a"))).offset();
    var confirmed = reader.engine.confirm();
    simulation.run(Duration.ofSeconds(1));
    assertThat(confirmed.toCompletableFuture()).isNotDone();
    reader.setReading(true);
    assertThat(answer(confirmed).schemas()).isGreaterThanOrEqualTo(offset);
  }

  @Test
  void confirm_viewThatStandsStill_failsInTime() {
    Node writer = ready();
    Node reader = ready();
    reader.setReading(false);
    answer(writer.submit(Add.of("a")));
    long start = simulation.nowMs();
    assertThat(reason(reader.engine.confirm())).isEqualTo(Reason.OFFSET_NOT_REACHED);
    assertThat(simulation.nowMs() - start).isEqualTo(5_000);
  }

  @Test
  void ask_query_isAnsweredFromTheView() {
    Node node = ready();
    answer(node.submit(Add.of("a")));
    assertThat(answer(node.engine.ask((s, v) -> Decision.unchanged(s.highestId(".")))).reply())
        .isEqualTo(1);
  }

  // Losing the role.

  @ParameterizedTest
  @CsvSource({
    "FENCE, LOST",
    "FENCE, ANSWER_LOST",
    "SEND, LOST",
    "SEND, ANSWER_LOST",
    "SEND, LATE",
    "COMMIT, LOST",
    "COMMIT, ANSWER_LOST",
    "COMMIT, LATE"
  })
  void submit_appendThatFails_isDoneExactlyOnce(Step step, Fault fault) {
    Node node = ready();
    answer(node.submit(Add.of("a")));
    AtomicInteger left = new AtomicInteger(1);
    node.faults = at -> at == step && left.getAndDecrement() > 0 ? fault : Fault.NONE;
    var all = IntStream.range(0, 5).mapToObj(i -> node.submit(Add.of("b" + i))).toList();
    assertThat(all.stream().map(one -> answer(one).reply()).distinct()).hasSize(5);
    assertThat(cluster.texts()).doesNotHaveDuplicates().hasSize(6);
  }

  @Test
  void submit_committedButUnanswered_isAnsweredFromTheLogWithoutAClaim() {
    Node node = ready();
    answer(node.submit(Add.of("a")));
    node.faults = once(Step.COMMIT, Fault.ANSWER_LOST);
    long start = simulation.nowMs();
    assertThat(answer(node.submit(Add.of("b"))).reply()).isEqualTo(2);
    assertThat(simulation.nowMs() - start).isLessThan(500);
    assertThat(cluster.claims()).hasSize(1);
  }

  @Test
  void submit_unknownAndNoLaterBarrier_claimsAfterHalfASecond() {
    Node node = ready();
    answer(node.submit(Add.of("a")));
    node.faults = once(Step.COMMIT, Fault.LOST);
    long start = simulation.nowMs();
    assertThat(answer(node.submit(Add.of("b"))).reply()).isEqualTo(2);
    assertThat(simulation.nowMs() - start).isBetween(500L, 600L);
    assertThat(cluster.claims()).hasSize(2);
  }

  @Test
  void submit_fencedWhileWriting_isDecidedAgainBehindTheLaterClaim() {
    Node old = ready();
    Node other = ready();
    answer(old.submit(Add.of("a")));
    old.setReading(false); // so that it does not learn of the later claim before it writes
    old.cutOff();
    answer(other.submit(Add.of("b")));
    var late = old.submit(Add.of("c"));
    simulation.run(Duration.ofMillis(100));
    old.setReading(true);
    assertThat(answer(late).reply()).isEqualTo(3);
    assertThat(cluster.texts()).containsExactly("a", "b", "c");
  }

  @Test
  void submit_nodesThatCannotReachEachOther_claimInTurn() {
    Node one = ready();
    Node two = ready();
    one.cutOff();
    two.cutOff();
    for (int i = 0; i < 3; i++) {
      answer(one.submit(Add.of("a" + i)));
      answer(two.submit(Add.of("b" + i)));
    }
    assertThat(cluster.texts()).containsExactly("a0", "b0", "a1", "b1", "a2", "b2");
    assertThat(one.engine.status().claims()).isEqualTo(3);
    assertThat(one.engine.status().claim()).isPresent();
  }

  @Test
  void submit_claimRefused_failsWithTheReasonAndTheNextOneTriesAgain() {
    Node node = ready();
    node.faults = once(Step.FENCE, Fault.LOST);
    assertThat(failure(node.submit(Add.of("a"))))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("FENCE failed");
    assertThat(node.engine.status().refusal())
        .hasValue("Kafka cannot be written now: FENCE failed: LOST");
    assertThat(answer(node.submit(Add.of("b"))).reply()).isEqualTo(1);
    assertThat(node.engine.status().refusal()).isEmpty();
    assertThat(cluster.texts()).containsExactly("b");
  }

  // Time.

  @Test
  void submit_viewThatDoesNotComeToTheRecord_isUnknownAfterTheWriteTimeout() {
    Node node = ready();
    answer(node.submit(Add.of("a")));
    node.setReading(false);
    long start = simulation.nowMs();
    assertThat(reason(node.submit(Add.of("b")))).isEqualTo(Reason.UNKNOWN);
    assertThat(simulation.nowMs() - start).isEqualTo(30_000);
    node.setReading(true);
    assertThat(answer(node.submit(Add.of("c"))).reply()).isEqualTo(3);
  }

  @Test
  void submit_viewThatDoesNotComeToTheBarrier_isSurelyNotDone() {
    Node node = ready();
    node.setReading(false);
    assertThat(reason(node.submit(Add.of("a")))).isEqualTo(Reason.NO_KAFKA);
    node.setReading(true);
    assertThat(answer(node.submit(Add.of("b"))).reply()).isEqualTo(1);
    assertThat(cluster.texts()).containsExactly("b");
  }

  @Test
  void submit_behindAnotherThatIsStuck_isSurelyNotDone() {
    Node node = ready();
    answer(node.submit(Add.of("a")));
    node.setReading(false);
    var stuck = node.submit(Add.of("b"));
    simulation.run(Duration.ofMillis(10));
    var behind = node.submit(Add.of("c"));
    assertThat(reason(stuck)).isEqualTo(Reason.UNKNOWN);
    assertThat(reason(behind)).isIn(Reason.NO_KAFKA, Reason.OFFSET_NOT_REACHED);
    node.setReading(true);
    simulation.run(Duration.ofSeconds(30));
    assertThat(cluster.texts()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({"PT0S, true", "PT15S, true", "PT60S, false"})
  void submit_unresolvedWhileTheViewStandsStill_isUnknownAfterTheCompactionLag(
      Duration lag, boolean unknown) {
    Node node = ready(lag(lag), log -> log);
    answer(node.submit(Add.of("a")));
    node.faults = once(Step.COMMIT, Fault.ANSWER_LOST);
    node.setReading(false);
    var stalled = node.submit(Add.of("b"));
    simulation.run(Duration.ofSeconds(20));
    node.setReading(true);
    if (unknown) {
      assertThat(reason(stalled)).isEqualTo(Reason.UNKNOWN);
    } else {
      assertThat(answer(stalled).reply()).isEqualTo(2);
    }
  }

  // Limits.

  @Test
  void submit_queueFull_isRefusedAtOnce() {
    EngineSettings settings =
        new EngineSettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(120),
            Duration.ofHours(12),
            2,
            10,
            8,
            true);
    Node node = ready(settings, log -> log);
    var first = node.submit(Add.of("a"));
    var second = node.submit(Add.of("b"));
    assertThat(reason(node.submit(Add.of("c")))).isEqualTo(Reason.QUEUE_FULL);
    answer(first);
    answer(second);
    assertThat(answer(node.submit(Add.of("d"))).reply()).isEqualTo(3);
  }

  @Test
  void submit_notEligible_isRefusedWithTheReasonAndClaimsNothing() {
    EngineSettings settings =
        new EngineSettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(120),
            Duration.ofHours(12),
            9,
            9,
            8,
            false);
    Node node = ready(settings, log -> log);
    assertThat(failure(node.submit(Add.of("a")))).hasMessageContaining("leader.eligibility");
    assertThat(cluster.records()).isEmpty();
  }

  @Test
  void submit_viewUnfit_failsWithTheReasonAndClaimsNothing() {
    Node node = cluster.node(); // its view has not read anything yet
    var early = node.submit(Add.of("a"));
    assertThat(reason(early)).isEqualTo(Reason.NOT_READY);
    assertThat(failure(early))
        .hasMessage(
            node.view
                .snapshot()
                .unfit()
                .map(Snapshot.Unfit::reason)
                .orElse("The log has not been read to its end yet"));
    assertThat(cluster.records()).isEmpty();
  }

  // Stopping.

  @Test
  void stop_withCommandsUnderWay_finishesThemAndReleasesTheRole() {
    Node node = ready();
    var all = IntStream.range(0, 20).mapToObj(i -> node.submit(Add.of("a" + i))).toList();
    var stopped = node.engine.stop();
    var late = node.submit(Add.of("b"));
    answer(stopped);
    simulation.run(Duration.ofMillis(1));
    assertThat(all).allSatisfy(one -> assertThat(answer(one).reply()).isPositive());
    assertThat(reason(late)).isEqualTo(Reason.NOT_READY);
    assertThat(cluster.claims()).extracting(Claim::released).containsExactly(false, true);
  }

  @Test
  void stop_withACommandThatDoesNotFinish_leavesAfterThreeSeconds() {
    Node node = ready();
    answer(node.submit(Add.of("a")));
    node.setReading(false);
    var stuck = node.submit(Add.of("b"));
    simulation.run(Duration.ofMillis(10));
    var behind = node.submit(Add.of("c"));
    long start = simulation.nowMs();
    answer(node.engine.stop());
    assertThat(simulation.nowMs() - start).isEqualTo(3_000);
    assertThat(reason(stuck)).isEqualTo(Reason.UNKNOWN);
    assertThat(reason(behind)).isEqualTo(Reason.NOT_READY);
  }

  private Node ready() {
    return ready(Cluster.SETTINGS, log -> log);
  }

  private Node ready(EngineSettings settings, UnaryOperator<Log> wrapping) {
    Node node = cluster.node(settings, wrapping);
    simulation.run(Duration.ofMillis(1));
    return node;
  }

  private static EngineSettings lag(Duration lag) {
    return new EngineSettings(
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        lag,
        Duration.ofHours(12),
        1_000,
        100,
        8,
        true);
  }

  private static Faults at(Step step, Fault fault) {
    return now -> now == step ? fault : Fault.NONE;
  }

  private static Faults once(Step step, Fault fault) {
    AtomicInteger left = new AtomicInteger(1);
    return now -> now == step && left.getAndDecrement() > 0 ? fault : Fault.NONE;
  }

  private interface Decider {
    Decision<Integer> decide(State state, Verdicts verdicts);
  }

  private static Command<Integer> deciding(Decider decider) {
    return new Command<>() {
      @Override
      public Decision<Integer> decide(State state, Verdicts verdicts) {
        return decider.decide(state, verdicts);
      }

      @Override
      public Integer reply(State before, List<Event> events, Verdicts verdicts) {
        return 0;
      }
    };
  }

  @Override
  public Simulation simulation() {
    return simulation;
  }
}
