package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.DeleteSubject;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.Query;
import dev.stele.server.domain.Register;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.Subject;
import dev.stele.server.engine.Cluster.Node;
import dev.stele.server.engine.Engine.Answer;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.engine.Network.Fate;
import dev.stele.server.engine.Network.Message;
import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.log.Claim;
import dev.stele.server.log.MemoryBroker;
import dev.stele.server.log.MemoryLog.Fault;
import dev.stele.server.log.MemoryLog.Step;
import dev.stele.server.log.Position;
import dev.stele.server.view.MemoryFeed.Pace;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of writes on a node that does not hold the role. */
class ForwardingTest implements InSimulation {
  private static final Duration RENEWAL = Duration.ofMinutes(10);

  private final Simulation simulation = new Simulation(1);
  private final Set<String> deniers = new HashSet<>(); // URLs of nodes that say that they are none
  private boolean newer;
  private final Cluster cluster =
      new Cluster(
          simulation,
          0,
          MemoryBroker.Settings.of(Cluster.MAX_RECORD_BYTES),
          new Surprises(),
          new Tally());

  /** Nodes that behave as ours do not. */
  private final class Surprises implements Planted {
    @Override
    public View view(View view, MemoryBroker broker) {
      return newer ? new NewerView(view) : view;
    }

    @Override
    public Engine served(CommandEngine engine, Cluster.Site site) {
      return new Denying(engine, site.url());
    }
  }

  /** Of a release that understands everything. */
  private static final class NewerView extends OtherView {
    NewerView(View view) {
      super(view);
    }

    @Override
    public Snapshot snapshot() {
      Snapshot now = super.snapshot();
      return new Snapshot(
          now.state(), now.applied(), now.claim(), now.quarantined(), Optional.empty());
    }
  }

  /** Answers 421 if it is one of those. */
  private final class Denying implements Engine {
    private final Engine engine;
    private final String url;

    Denying(Engine engine, String url) {
      this.engine = engine;
      this.url = url;
    }

    @Override
    public <R> CompletionStage<Answer<R>> submit(Command<R> command, Origin origin) {
      return deniers.contains(url)
          ? CompletableFuture.failedFuture(MisdirectedException.notHeld())
          : engine.submit(command, origin);
    }

    @Override
    public <R> CompletionStage<Done<R>> ask(Query<R> query) {
      return engine.ask(query);
    }

    @Override
    public CompletionStage<Position> confirm() {
      return engine.confirm();
    }

    @Override
    public CompletionStage<Void> ping() {
      return engine.ping();
    }
  }

  // The holder answers.

  @Test
  void write_onAnotherNode_isAnsweredWithTheWritersOffsetOnceTheOwnViewHasIt() {
    Node writer = writer();
    Node other = ready();
    other.setReading(false);
    var written = other.submit(Add.of("b"));
    simulation.run(Duration.ofSeconds(3));
    assertThat(cluster.texts()).containsExactly("a", "b");
    assertThat(written.toCompletableFuture()).isNotDone();
    other.setReading(true);
    Done<Integer> done = answer(written);
    assertThat(done.reply()).isEqualTo(2);
    assertThat(other.view.snapshot().applied().schemas()).isGreaterThanOrEqualTo(done.offset());
    assertThat(other.view.snapshot().state().schema(".", 2)).isPresent();
    assertThat(claimants()).containsExactly(writer.id);
    assertThat(other.engine.status().forwarded()).isEqualTo(1);
  }

  @Test
  void answer_ofTheWriter_isPassedOnAsItIs() {
    writer();
    Node other = ready();
    Answer<Integer> answer =
        answer(other.engine.submit(Add.of("b"), cluster.network.client(Add.of("b"), "r")));
    PeerReply reply =
        answer
            .fold(done -> Optional.<PeerReply>empty(), relayed -> Optional.of(relayed.reply()))
            .orElseThrow();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.offset()).hasValue(cluster.broker.end().schemas() - 1);
  }

  @Test
  void refusal_ofTheWriter_isPassedOn() {
    writer();
    Node other = ready();
    RegistryError refused = refusal(other.submit(new Complain()));
    assertThat(refused.message()).isEqualTo("1");
    assertThat(cluster.claims()).hasSize(1);
  }

  @Test
  void busyWriter_isPassedOnAndNotReplaced() {
    Node writer = ready(settings(1, true));
    Node other = ready();
    answer(writer.submit(Add.of("a")));
    writer.setReading(false);
    var stuck = writer.submit(Add.of("b"));
    simulation.run(Duration.ofMillis(10));
    assertThat(reason(other.submit(Add.of("c")))).isEqualTo(Reason.QUEUE_FULL);
    writer.setReading(true);
    assertThat(answer(stuck).reply()).isEqualTo(2);
    assertThat(claimants()).containsExactly(writer.id);
  }

  @Test
  void slowWriter_thatAnswersPings_isWaitedFor() {
    Node writer = writer();
    Node other = ready();
    writer.setReading(false);
    var slow = other.submit(Add.of("b"));
    simulation.run(Duration.ofSeconds(4));
    assertThat(slow.toCompletableFuture()).isNotDone();
    writer.setReading(true);
    assertThat(answer(slow).reply()).isEqualTo(2);
    assertThat(claimants()).containsExactly(writer.id);
  }

  @Test
  void writer_whoseViewStandsStill_leavesTheRoleToOthers() {
    Node writer = writer();
    Node other = ready();
    writer.setReading(false);
    var own = writer.submit(Add.of("b"));
    simulation.run(Duration.ofMillis(100));
    var forwarded = other.submit(Add.of("c"));
    long start = simulation.nowMs();
    assertThat(answer(forwarded).reply()).isEqualTo(3);
    assertThat(simulation.nowMs() - start).isLessThan(6_000);
    assertThat(own.toCompletableFuture()).isNotDone();
    writer.setReading(true);
    assertThat(answer(own).reply()).isEqualTo(2);
    assertThat(cluster.texts()).containsExactly("a", "b", "c");
    assertThat(claimants()).containsExactly(writer.id, other.id);
  }

  @Test
  void claimant_thatHasNotBegun_runsWhatIsSentToItsClaim() {
    Node claimant = ready();
    Node other = ready();
    claimant.setReading(false);
    var first = claimant.submit(Add.of("a"));
    simulation.run(Duration.ofMillis(10));
    assertThat(other.view.snapshot().claim()).isPresent();
    var second = other.submit(Add.of("b"));
    simulation.run(Duration.ofMillis(10));
    assertThat(second.toCompletableFuture()).isNotDone();
    claimant.setReading(true);
    assertThat(answer(first).reply()).isEqualTo(1);
    assertThat(answer(second).reply()).isEqualTo(2);
    assertThat(claimants()).containsExactly(claimant.id);
  }

  @Test
  void registrationSentToAWriterWhoseViewIsBehind_isNotAnsweredFromThatView() {
    Node writer = ready();
    Node other = ready();
    Subject subject = Subject.of("orders");
    Register register = new Register(subject, Draft.of(LineFormat.LINE, "x"), false, false);
    answer(writer.submit(register));
    writer.setReading(false);
    var deleted = writer.submit(new DeleteSubject(subject, false));
    simulation.run(Duration.ofMillis(10));
    assertThat(other.view.snapshot().state().latest(subject)).isEmpty();
    var again = other.submit(register);
    simulation.run(Duration.ofSeconds(1));
    assertThat(again.toCompletableFuture()).isNotDone();
    writer.setReading(true);
    answer(deleted);
    assertThat(answer(again).reply().version()).isEqualTo(2);
  }

  // The holder does not.

  @Test
  void writerThatRefusesConnections_isReplacedAtOnce() {
    Node writer = writer();
    Node other = ready();
    writer.kill();
    long start = simulation.nowMs();
    assertThat(answer(other.submit(Add.of("b"))).reply()).isEqualTo(2);
    assertThat(simulation.nowMs() - start).isLessThan(100);
    assertThat(claimants()).containsExactly(writer.id, other.id);
  }

  @Test
  void silentWriter_isReplacedAfterThePingTimeout() {
    Node writer = writer();
    Node other = ready();
    cluster.network.fates = message -> Fate.VANISHES;
    long start = simulation.nowMs();
    assertThat(answer(other.submit(Add.of("b"))).reply()).isEqualTo(2);
    assertThat(simulation.nowMs() - start).isBetween(1_000L, 1_200L);
    assertThat(claimants()).containsExactly(writer.id, other.id);
    assertThat(cluster.texts()).containsExactly("a", "b");
  }

  @Test
  void writerThatLostKafka_isReplaced() {
    Node writer = writer();
    Node other = ready();
    writer.faults = step -> step == Step.SEND ? Fault.LOST : Fault.NONE;
    long start = simulation.nowMs();
    assertThat(answer(other.submit(Add.of("b"))).reply()).isEqualTo(2);
    assertThat(simulation.nowMs() - start).isLessThan(100);
    assertThat(claimants()).containsExactly(writer.id, other.id);
  }

  @Test
  void anotherProcess_atTheWritersAddress_isNotAskedTwice() {
    Node writer = ready("http://one");
    Node other = ready();
    answer(writer.submit(Add.of("a")));
    writer.kill();
    Node next = ready("http://one");
    long start = simulation.nowMs();
    assertThat(answer(other.submit(Add.of("b"))).reply()).isEqualTo(2);
    assertThat(simulation.nowMs() - start).isLessThan(100);
    assertThat(next.engine.status().commands()).isZero();
    assertThat(claimants()).containsExactly(writer.id, other.id);
  }

  @Test
  void answer_lostAfterTheCommit_isGivenFromTheLog() {
    writer();
    Node other = ready();
    cluster.network.fates = once(message -> message.answer() && !message.ping(), Fate.BREAKS);
    assertThat(answer(other.submit(Add.of("b"))).reply()).isEqualTo(2);
    simulation.run(Duration.ofSeconds(5));
    assertThat(cluster.texts()).containsExactly("a", "b");
  }

  @Test
  void answer_thatComesAfterAllWasSettled_isIgnored() {
    Node writer = writer();
    Node other = ready();
    writer.process.pause(Duration.ofSeconds(5));
    assertThat(answer(other.submit(Add.of("b"))).reply()).isEqualTo(2);
    assertThat(claimants()).containsExactly(writer.id, other.id);
    simulation.run(Duration.ofSeconds(20));
    assertThat(cluster.texts()).containsExactly("a", "b");
    assertThat(answer(writer.submit(Add.of("c"))).reply()).isEqualTo(3);
    assertThat(claimants()).containsExactly(writer.id, other.id);
  }

  // The holder says that it is none.

  @Test
  void misdirectedOnce_waitsForTheLaterBarrierAndSendsItThere() {
    Node writer = ready("http://one");
    Node other = ready("http://two");
    Node third = ready("http://three");
    answer(writer.submit(Add.of("a")));
    deniers.add("http://one");
    cluster.network.fates =
        message ->
            message.from().equals("http://three") && message.to().equals("http://one")
                ? Fate.REFUSED
                : Fate.ARRIVES;
    var sent = other.submit(Add.of("b"));
    simulation.run(Duration.ofMillis(100));
    assertThat(sent.toCompletableFuture()).isNotDone();
    answer(third.submit(Add.of("c")));
    assertThat(answer(sent).reply()).isEqualTo(3);
    assertThat(claimants()).containsExactly(writer.id, third.id);
    assertThat(cluster.texts()).containsExactly("a", "c", "b");
  }

  @Test
  void misdirectedOnce_andNobodyComesForward_claimsAfterHalfASecond() {
    Node writer = ready("http://one");
    Node other = ready();
    answer(writer.submit(Add.of("a")));
    deniers.add("http://one");
    long start = simulation.nowMs();
    assertThat(answer(other.submit(Add.of("b"))).reply()).isEqualTo(2);
    assertThat(simulation.nowMs() - start).isBetween(500L, 600L);
    assertThat(claimants()).containsExactly(writer.id, other.id);
  }

  @Test
  void misdirectedTwice_claimsWithoutWaiting() {
    Node writer = ready("http://one");
    Node other = ready("http://two");
    Node third = ready("http://three");
    answer(writer.submit(Add.of("a")));
    deniers.add("http://one");
    deniers.add("http://three");
    cluster.network.fates =
        message ->
            message.from().equals("http://three") && message.to().equals("http://one")
                ? Fate.REFUSED
                : Fate.ARRIVES;
    var sent = other.submit(Add.of("b"));
    simulation.run(Duration.ofMillis(100));
    answer(third.submit(Add.of("c")));
    long start = simulation.nowMs();
    assertThat(answer(sent).reply()).isEqualTo(3);
    assertThat(simulation.nowMs() - start).isLessThan(100);
    assertThat(claimants()).containsExactly(writer.id, third.id, other.id);
  }

  @Test
  void forwarded_toANodeThatIsFenced_isMisdirected() {
    Node writer = writer();
    Node other = ready();
    long claim = cluster.claims().get(0).offset();
    writer.setReading(false); // it does not know
    writer.cutOff();
    answer(other.submit(Add.of("b")));
    Forward forward = new Forward(new UUID(1, 2), "r", writer.id, claim);
    assertThat(failure(writer.engine.submit(Add.of("c"), new Origin.Peer(forward))))
        .isInstanceOf(MisdirectedException.class);
    writer.setReading(true);
    simulation.run(Duration.ofSeconds(10));
    assertThat(cluster.texts()).containsExactly("a", "b");
  }

  @Test
  void forwarded_forAnEarlierClaimOfThisNode_isMisdirected() {
    Node writer = writer();
    long claim = cluster.claims().get(0).offset();
    cluster.broker.timeOutTransaction();
    assertThat(answer(writer.submit(Add.of("b"))).reply()).isEqualTo(2);
    assertThat(cluster.claims()).hasSize(2);
    Forward forward = new Forward(new UUID(1, 2), "r", writer.id, claim);
    assertThat(failure(writer.engine.submit(Add.of("c"), new Origin.Peer(forward))))
        .isInstanceOf(MisdirectedException.class);
    assertThat(cluster.texts()).containsExactly("a", "b");
  }

  @Test
  void forwarded_forAnotherProcess_isMisdirected() {
    Node writer = writer();
    long claim = cluster.claims().get(0).offset();
    Forward forward = new Forward(new UUID(1, 2), "r", "somebody-else", claim);
    assertThat(failure(writer.engine.submit(Add.of("c"), new Origin.Peer(forward))))
        .isInstanceOf(MisdirectedException.class);
  }

  @Test
  void claimThatAges_isWrittenAnewWithoutAWrite_andFoundByOthers() {
    Node writer = ready(settings(100, true));
    answer(writer.submit(Add.of("a")));
    simulation.run(RENEWAL.multipliedBy(3));
    assertThat(claimants()).hasSize(4).containsOnly(writer.id);
    Node other = ready(settings(100, false));
    assertThat(answer(other.submit(Add.of("b"))).reply()).isEqualTo(2);
    writer.kill();
    simulation.run(RENEWAL.multipliedBy(3));
    assertThat(claimants()).hasSize(4);
  }

  @Test
  void claimThatAges_whileCommandsAreUnderWay_losesNone() {
    Node writer = ready(settings(100, true));
    Node other = ready(settings(100, false));
    answer(writer.submit(Add.of("a")));
    simulation.run(RENEWAL.minusMillis(100));
    List<CompletionStage<Done<Integer>>> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      all.add((i % 2 == 0 ? writer : other).submit(Add.of("b" + i)));
      simulation.run(Duration.ofMillis(1));
    }
    assertThat(all.stream().map(one -> answer(one).reply()).distinct()).hasSize(400);
    assertThat(claimants()).hasSize(2).containsOnly(writer.id);
  }

  // Nodes that must not write.

  @Test
  void notEligible_forwardsAndNeverClaims() {
    Node writer = writer();
    Node other = ready(settings(100, false));
    assertThat(answer(other.submit(Add.of("b"))).reply()).isEqualTo(2);
    writer.kill();
    assertThat(failure(other.submit(Add.of("c"))))
        .hasMessageStartingWith("The writer did not answer within")
        .hasMessageContaining("leader.eligibility=false")
        .isInstanceOfSatisfying(
            UnavailableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_READY));
    assertThat(claimants()).containsExactly(writer.id);
    assertThat(cluster.texts()).containsExactly("a", "b");
  }

  @Test
  void newerFormat_readsGoOnWritesAreForwardedAndNothingIsClaimed() {
    newer = true;
    Node writer = writer();
    newer = false;
    Node old = ready();
    writeOfANewerRelease();
    simulation.run(Duration.ofMillis(10));
    assertThat(old.view.snapshot().unfit()).isPresent();
    assertThat(answer(old.engine.ask((s, v) -> Decision.unchanged(s.highestId(".")))).reply())
        .isEqualTo(1);
    assertThat(answer(old.submit(Add.of("b"))).reply()).isEqualTo(2);
    writer.kill();
    assertThat(reason(old.submit(Add.of("c")))).isNotEqualTo(Reason.UNKNOWN);
    assertThat(claimants()).containsExactly(writer.id);
  }

  @Test
  void newerFormat_outcomeThatNobodyTells_isUnknown() {
    newer = true;
    Node writer = writer();
    newer = false;
    Node old = ready();
    writeOfANewerRelease();
    simulation.run(Duration.ofMillis(10));
    cluster.network.fates = message -> Fate.VANISHES;
    assertThat(reason(old.submit(Add.of("b")))).isEqualTo(Reason.UNKNOWN);
    assertThat(claimants()).containsExactly(writer.id);
  }

  // The holder leaves.

  @Test
  void releasedRole_isTakenByTheNextWriteAtOnce() {
    Node writer = writer();
    Node other = ready();
    answer(writer.engine.stop());
    simulation.run(Duration.ofMillis(10));
    long start = simulation.nowMs();
    assertThat(answer(other.submit(Add.of("b"))).reply()).isEqualTo(2);
    assertThat(simulation.nowMs() - start).isLessThan(10);
    assertThat(other.engine.status().forwarded()).isZero();
    assertThat(cluster.claims()).extracting(Claim::released).containsExactly(false, true, false);
  }

  @Test
  void stop_withForwardedCommandsUnderWay_answersThemAndReleasesTheRole() {
    Node writer = writer();
    Node other = ready();
    writer.setReading(false);
    var sent = other.submit(Add.of("b"));
    simulation.run(Duration.ofMillis(10));
    var stopped = writer.engine.stop();
    simulation.run(Duration.ofSeconds(1));
    writer.setReading(true);
    answer(stopped);
    assertThat(answer(sent).reply()).isEqualTo(2);
    simulation.run(Duration.ofMillis(10));
    assertThat(cluster.claims()).extracting(Claim::released).containsExactly(false, true);
  }

  @Test
  void stop_withForwardedCommandsThatDoNotFinish_leavesThemToTheirNode() {
    Node writer = writer();
    Node other = ready();
    writer.setReading(false);
    var written = other.submit(Add.of("b"));
    simulation.run(Duration.ofMillis(10));
    var waiting = other.submit(Add.of("c"));
    answer(writer.engine.stop());
    writer.kill();
    assertThat(answer(written).reply()).isEqualTo(2);
    assertThat(answer(waiting).reply()).isEqualTo(3);
    assertThat(cluster.texts()).containsExactly("a", "b", "c");
  }

  private void writeOfANewerRelease() {
    var record =
        new ProducerRecord<>(
            "_schemas", 0, bytes("{\"keytype\":\"FUTURE\",\"magic\":0}"), bytes("{}"));
    record.headers().add("stele.v", bytes("2"));
    cluster.broker.writeForeign(record);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A node that holds the role, and has written "a". */
  private Node writer() {
    Node node = ready();
    answer(node.submit(Add.of("a")));
    return node;
  }

  private Node ready() {
    return ready(Cluster.SETTINGS);
  }

  private Node ready(EngineSettings settings) {
    return ready(null, settings);
  }

  private Node ready(String url) {
    return ready(url, Cluster.SETTINGS);
  }

  private Node ready(@Nullable String url, EngineSettings settings) {
    Node node = cluster.node(url, settings, Pace.of(cluster.broker), log -> log);
    simulation.run(Duration.ofMillis(1));
    return node;
  }

  private static EngineSettings settings(int queueCapacity, boolean eligible) {
    return new EngineSettings(
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(120),
        RENEWAL,
        queueCapacity,
        100,
        8,
        eligible);
  }

  private List<String> claimants() {
    return cluster.claims().stream().map(claim -> claim.node().id()).toList();
  }

  private static Function<Message, Fate> once(Predicate<Message> which, Fate fate) {
    AtomicInteger left = new AtomicInteger(1);
    return message -> which.test(message) && left.getAndDecrement() > 0 ? fate : Fate.ARRIVES;
  }

  @Override
  public Simulation simulation() {
    return simulation;
  }
}
