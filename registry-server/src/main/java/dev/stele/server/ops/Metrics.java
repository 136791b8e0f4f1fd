package dev.stele.server.ops;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Everything that is counted, in Prometheus' text format. Names that start with {@code
 * kafka_schema_registry_} are those under which dashboards know the reference registry's.
 */
public final class Metrics implements Traffic {
  private static final String REFERENCE = "kafka_schema_registry_";

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Endpoint, Timer> timers = new ConcurrentHashMap<>();
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();

  private record Endpoint(String method, String template, int status) {}

  public Metrics(View view, Supplier<EngineStatus> engine) {
    new ClassLoaderMetrics().bindTo(meters);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    reference(view, engine);
    view(view);
    engine(engine);
  }

  @Override
  public void answered(String method, String template, int status, long nanos) {
    (status < 400 ? succeeded : failed).increment();
    timers
        .computeIfAbsent(new Endpoint(method, template, status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** All of it, now. */
  String scrape() {
    return meters.scrape();
  }

  private Timer timer(Endpoint endpoint) {
    return Timer.builder("stele.http.requests")
        .description("Requests and how long they took")
        .tag("method", endpoint.method())
        .tag("route", endpoint.template())
        .tag("status", Integer.toString(endpoint.status()))
        .register(meters);
  }

  private void reference(View view, Supplier<EngineStatus> engine) {
    gauge(
        REFERENCE + "registered_count",
        "Schema versions that are not deleted",
        () -> count(view.snapshot().state(), false));
    gauge(
        REFERENCE + "deleted_count",
        "Schema versions that are softly deleted",
        () -> count(view.snapshot().state(), true));
    for (SchemaType type : List.of(SchemaType.AVRO, SchemaType.JSON, SchemaType.PROTOBUF)) {
      gauge(
          REFERENCE + type.name().toLowerCase(Locale.ROOT) + "_schemas_created",
          "Schema versions of type " + type + " that are not deleted",
          () -> count(view.snapshot().state(), type));
    }
    gauge(REFERENCE + "api_success_count", "Requests answered", succeeded::sum);
    gauge(REFERENCE + "api_failure_count", "Requests that failed", failed::sum);
    gauge(
        REFERENCE + "master_slave_role",
        "1 if this node writes, else 0",
        () -> engine.get().claim().isPresent() ? 1 : 0);
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
        "stele.engine.claims",
        "How often this node became the writer",
        () -> engine.get().claims());
    counter("stele.engine.commands", "Commands that wrote", () -> engine.get().commands());
    counter(
        "stele.engine.transactions", "Transactions committed", () -> engine.get().transactions());
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(meters);
  }

  private void counter(String name, String description, Supplier<Long> value) {
    FunctionCounter.builder(name, value, Supplier::get).description(description).register(meters);
  }

  private static int count(State state, boolean deleted) {
    int count = 0;
    for (Subject subject : state.subjects()) {
      for (SchemaVersion version : state.versions(subject)) {
        count += version.deleted() == deleted ? 1 : 0;
      }
    }
    return count;
  }

  private static int count(State state, SchemaType type) {
    int count = 0;
    for (Subject subject : state.subjects()) {
      for (SchemaVersion version : state.versions(subject)) {
        count += !version.deleted() && version.content().type().equals(type) ? 1 : 0;
      }
    }
    return count;
  }
}
