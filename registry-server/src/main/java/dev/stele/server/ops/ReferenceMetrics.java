package dev.stele.server.ops;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.engine.EngineStatus;
import dev.stele.server.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What dashboards know the reference registry by, under the names that its JMX beans have in
 * Prometheus. Printed here, since some of the names end as Micrometer lets none end.
 */
final class ReferenceMetrics {
  private static final String PREFIX = "kafka_schema_registry_";
  private static final List<SchemaType> TYPES =
      List.of(SchemaType.AVRO, SchemaType.JSON, SchemaType.PROTOBUF);

  private final View view;
  private final Supplier<EngineStatus> engine;
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();

  ReferenceMetrics(View view, Supplier<EngineStatus> engine) {
    this.view = view;
    this.engine = engine;
  }

  void answered(int status) {
    (status < 400 ? succeeded : failed).increment();
  }

  String scrape() {
    Map<SchemaType, Long> live = new HashMap<>();
    Map<SchemaType, Long> deleted = new HashMap<>();
    State state = view.snapshot().state();
    for (Subject subject : state.subjects()) {
      for (SchemaVersion version : state.versions(subject)) {
        (version.deleted() ? deleted : live).merge(version.content().type(), 1L, Long::sum);
      }
    }
    StringBuilder text = new StringBuilder();
    add(text, "registered_count", "Schema versions that are not deleted", sum(live));
    add(text, "deleted_count", "Schema versions that are softly deleted", sum(deleted));
    for (SchemaType type : TYPES) {
      String name = type.name().toLowerCase(Locale.ROOT);
      add(
          text,
          name + "_schemas_created",
          "Versions of this type that are not deleted",
          live.getOrDefault(type, 0L));
      add(
          text,
          name + "_schemas_deleted",
          "Versions of this type that are softly deleted",
          deleted.getOrDefault(type, 0L));
    }
    add(text, "api_success_count", "Requests answered", succeeded.sum());
    add(text, "api_failure_count", "Requests that failed", failed.sum());
    boolean writer = engine.get().claim().isPresent();
    add(text, "master_slave_role", "1 if this node writes, else 0", writer ? 1 : 0);
    return text.toString();
  }

  private static long sum(Map<SchemaType, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void add(StringBuilder text, String name, String help, long value) {
    String full = PREFIX + name;
    text.append("# HELP ").append(full).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(full).append(" gauge\n");
    text.append(full).append(' ').append(value).append('\n');
  }
}
