package dev.stele.server.ops;

import dev.stele.server.engine.EngineStatus;
import dev.stele.server.http.Traffic;
import dev.stele.server.view.View;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Everything that is counted, in Prometheus' text format. */
public final class Metrics implements Traffic {
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Endpoint, Timer> timers = new ConcurrentHashMap<>();
  private final ReferenceMetrics reference;

  private record Endpoint(String method, String template, int status) {}

  public Metrics(View view, Supplier<EngineStatus> engine) {
    reference = new ReferenceMetrics(view, engine);
    new ClassLoaderMetrics().bindTo(meters);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    view(view);
    engine(engine);
  }

  @Override
  public void answered(String method, String template, int status, long nanos) {
    reference.answered(status);
    timers
        .computeIfAbsent(new Endpoint(method, template, status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** All of it, now. */
  String scrape() {
    return meters.scrape() + reference.scrape();
  }

  private Timer timer(Endpoint endpoint) {
    return Timer.builder("stele.http.requests")
        .description("Requests and how long they took")
        .tag("method", endpoint.method())
        .tag("route", endpoint.template())
        .tag("status", Integer.toString(endpoint.status()))
        .register(meters);
  }

  private void view(View view) {
    gauge(
        "stele.view.ready",
        "1 once the log was read to its end",
        () -> view.status().ready() ? 1 : 0);
    gauge(
        "stele.view.offset",
        "Everything before this offset has been read",
        () -> view.snapshot().applied().schemas());
    gauge("stele.view.lag", "Committed records not read yet", () -> view.status().lag());
    gauge(
        "stele.view.since.poll.seconds",
        "Since Kafka last answered; below 0 if it never did",
        () -> view.status().sinceLastPollMs() / 1_000.0);
    gauge(
        "stele.view.quarantined",
        "Records that could not be understood",
        () -> view.snapshot().quarantined().size());
    gauge("stele.subjects", "Subjects", () -> view.snapshot().state().subjects().size());
  }

  private void engine(Supplier<EngineStatus> engine) {
    gauge("stele.engine.waiting", "Commands not answered yet", () -> engine.get().waiting());
    counter(
        engine,
        "stele.engine.claims",
        "How often this node became the writer",
        EngineStatus::claims);
    counter(engine, "stele.engine.commands", "Commands that wrote", EngineStatus::commands);
    counter(
        engine,
        "stele.engine.forwarded",
        "Commands sent on to the writer",
        EngineStatus::forwarded);
    counter(
        engine, "stele.engine.transactions", "Transactions committed", EngineStatus::transactions);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(meters);
  }

  // Micrometer holds what it reads a counter from only weakly: that must be the engine's status.
  private void counter(
      Supplier<EngineStatus> engine,
      String name,
      String description,
      ToDoubleFunction<EngineStatus> value) {
    FunctionCounter.builder(name, engine, from -> value.applyAsDouble(from.get()))
        .description(description)
        .register(meters);
  }
}
