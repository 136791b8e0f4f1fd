package dev.stele.server.engine;

import dev.stele.server.engine.Cluster.Node;
import dev.stele.server.log.Log;
import dev.stele.server.view.MemoryFeed.Pace;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where one process of the registry runs after the other. */
final class Machine {
  private final Cluster cluster;
  private final Plan plan;
  private final Consumer<Node> started;
  private @Nullable Node node;

  /**
   * How its processes are set up.
   *
   * @param url where they say that others reach them; null for an address of their own
   */
  record Plan(
      @Nullable String url, EngineSettings settings, Pace pace, UnaryOperator<Log> wrapping) {}

  /**
   * @param started told of each process
   */
  Machine(Cluster cluster, Plan plan, Consumer<Node> started) {
    this.cluster = cluster;
    this.plan = plan;
    this.started = started;
  }

  boolean isUp() {
    return node != null;
  }

  boolean isEligible() {
    return plan.settings().eligible();
  }

  Node node() {
    return Objects.requireNonNull(node);
  }

  void start() {
    if (node == null) {
      node = cluster.node(plan.url(), plan.settings(), plan.pace(), plan.wrapping());
      started.accept(node);
    }
  }

  /** Ends the process at once; returns what is left of it. */
  Node kill() {
    Node last = node();
    last.kill();
    node = null;
    return last;
  }
}
