package dev.stele.server.http.confluent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stele.schema.Reference;
import dev.stele.server.domain.CompatibilityReport;
import dev.stele.server.domain.Plan;
import dev.stele.server.domain.Plan.Outcome;
import dev.stele.server.domain.Plan.Status;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.SchemaVersion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of many schemas, in the order they came in.
 *
 * @param error_code as is {@code message}, null unless they are refused
 * @param accepted whether all are, or would be, registered
 * @param counts of the schemas by status
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanView(
    @Nullable Integer error_code,
    @Nullable String message,
    boolean dryRun,
    boolean accepted,
    Map<Status, Long> counts,
    List<Entry> schemas) {
  static PlanView of(Plan plan, boolean dryRun) {
    return of(plan, dryRun, null, null);
  }

  /** The answer to a request that is refused. */
  static PlanView refused(Plan plan, RegistryError error) {
    return of(plan, false, ConfluentErrors.code(error.kind()), error.message());
  }

  private static PlanView of(
      Plan plan, boolean dryRun, @Nullable Integer code, @Nullable String message) {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      counts.put(status, plan.count(status));
    }
    List<Entry> schemas = plan.outcomes().stream().map(Entry::of).toList();
    return new PlanView(code, message, dryRun, plan.refusal().isEmpty(), counts, schemas);
  }

  /**
   * One of them.
   *
   * @param id as are {@code version} and {@code guid}, null if it is refused
   * @param references with the versions that are meant
   * @param error_code as is {@code message}, null unless it is refused
   * @param messages the reference registry's, one by one; null as {@code explanation}
   * @param explanation null unless it is incompatible and there is room for it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      String subject,
      Status status,
      @Nullable Integer id,
      @Nullable Integer version,
      @Nullable String guid,
      String schemaType,
      @Nullable List<Reference> references,
      @Nullable Integer error_code,
      @Nullable String message,
      @Nullable List<String> messages,
      @Nullable ExplanationView explanation) {
    static Entry of(Outcome outcome) {
      Optional<SchemaVersion> version = outcome.version();
      Optional<RegistryError> error = outcome.error();
      Optional<CompatibilityReport> report = outcome.report();
      return new Entry(
          outcome.subject().qualified(),
          outcome.status(),
          version.map(SchemaVersion::id).orElse(null),
          version.map(SchemaVersion::version).orElse(null),
          version.map(found -> found.content().guid().toString()).orElse(null),
          outcome.type().name(),
          version.map(found -> found.content().references()).orElse(null),
          error.map(refusal -> ConfluentErrors.code(refusal.kind())).orElse(null),
          error.map(RegistryError::message).orElse(null),
          report.map(CompatibilityReport::messages).orElse(null),
          report.map(found -> ExplanationView.of(found, false)).orElse(null));
    }
  }
}
