package dev.stele.it.cluster;

import dev.stele.it.cluster.Fault.Felt;
import dev.stele.it.cluster.Fault.Incident;
import dev.stele.it.cluster.TestCluster.Member;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What can happen to the nodes of a cluster and to their links. */
final class NodeFaults {
  private static final Duration NONE = Duration.ZERO;
  private static final long SLOW_MS = 40;
  private static final long SLOW_BYTES_PER_SECOND = 400_000;

  private final TestCluster cluster;
  private final LogRecorder log;
  private final Random random;

  NodeFaults(Scene scene) {
    this.cluster = scene.cluster();
    this.log = scene.recorder();
    this.random = scene.random();
  }

  Fault killHolder() {
    return onNode("kill -9 of the holder", true, NONE, NodeProcess::kill9, this::startAgain);
  }

  Fault killAnother() {
    return onNode("kill -9 of another node", false, NONE, NodeProcess::kill9, this::startAgain);
  }

  Fault pauseHolder() {
    return onNode(
        "SIGSTOP of the holder", true, TestCluster.PAUSE, NodeProcess::stop, NodeProcess::cont);
  }

  Fault terminateHolder() {
    return onNode("SIGTERM of the holder", true, NONE, NodeProcess::term, this::startAgain)
        .unnoticed();
  }

  Fault rollingRestart() {
    return Fault.passing(
        "rolling restart",
        Felt.NOT_AT_ALL,
        () -> {
          for (NodeProcess node : cluster.nodes()) {
            node.term();
            startAgain(node);
          }
        });
  }

  Fault fullRestart() {
    return new Fault(
        "kill -9 of everything",
        NONE,
        Felt.OUTAGE,
        () ->
            new Incident(
                () -> {
                  cluster.nodes().forEach(NodeProcess::kill9);
                  cluster.brokers().kill9();
                },
                cluster::start));
  }

  Fault dropHolderFromKafka() {
    return onLinks(
        "packets between the holder and Kafka dropped", Proxy::drop, this::kafkaOfHolder);
  }

  Fault refuseHolderFromKafka() {
    return onLinks("holder refused by Kafka", Proxy::refuse, this::kafkaOfHolder);
  }

  Fault dropPeers() {
    return onLinks("packets between nodes dropped", Proxy::drop, this::betweenNodes);
  }

  Fault refusePeers() {
    return onLinks("nodes refuse each other", Proxy::refuse, this::betweenNodes);
  }

  /** Nobody reaches it, nor does it reach Kafka; what it sends to its peers still arrives. */
  Fault isolateHolder() {
    return onLinks(
        "packets between the holder and everybody dropped", Proxy::drop, () -> holder().links());
  }

  Fault slowLinks() {
    return onLinks(
        "slow links", link -> link.slow(SLOW_MS, SLOW_BYTES_PER_SECOND), this::everywhere);
  }

  Fault resetLinks() {
    return onLinks("all connections reset", Proxy::reset, this::everywhere);
  }

  /** Who wrote the last barrier. */
  Member holder() {
    log.catchUp();
    String url =
        log.lastBarrier()
            .map(barrier -> String.valueOf(barrier.headers().get("stele.url")))
            .orElseThrow(() -> new AssertionError("Nobody has claimed the writer's role yet"));
    return cluster.members().stream()
        .filter(member -> member.advertisedUrl().equals(url))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No node advertises " + url));
  }

  private Member another() {
    Member holder = holder();
    List<Member> others =
        cluster.members().stream().filter(member -> !member.equals(holder)).toList();
    return others.get(random.nextInt(others.size()));
  }

  private List<Proxy> kafkaOfHolder() {
    return holder().toBrokers();
  }

  private List<Proxy> betweenNodes() {
    return cluster.members().stream().map(Member::fromPeers).toList();
  }

  private List<Proxy> everywhere() {
    return cluster.members().stream().flatMap(member -> member.links().stream()).toList();
  }

  private void startAgain(NodeProcess node) {
    node.start();
    node.awaitReady();
  }

  private Fault onNode(
      String name,
      boolean holder,
      Duration lasts,
      Consumer<NodeProcess> inject,
      Consumer<NodeProcess> undo) {
    return new Fault(
        name,
        lasts,
        Felt.BEARABLE,
        () -> {
          NodeProcess node = (holder ? holder() : another()).node();
          return new Incident(() -> inject.accept(node), () -> undo.accept(node));
        });
  }

  private Fault onLinks(String name, Consumer<Proxy> inject, Supplier<List<Proxy>> links) {
    return new Fault(
        name,
        TestCluster.PAUSE,
        Felt.BEARABLE,
        () -> {
          List<Proxy> chosen = links.get();
          return new Incident(() -> chosen.forEach(inject), () -> chosen.forEach(Proxy::heal));
        });
  }
}
