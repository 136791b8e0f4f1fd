package dev.stele.server.http.confluent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.Explanation.Obstacle;
import dev.stele.schema.Incompatibility;
import dev.stele.server.domain.CompatibilityReport;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code explain=true}; what is wrong is told once, and levels refer to it by version
 * and direction. At most {@value #MAX_LISTED} incompatibilities a conflict are listed, with texts
 * of at most {@value #MAX_CHARS} characters.
 *
 * @param is_compatible under the level in scope
 * @param messages the reference registry's; null unless asked for
 * @param reservedFields what the schema does with reserved names; null if nothing
 * @param error why the text is no schema, or none that the policy takes; null if it is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplanationView(
    boolean is_compatible,
    @Nullable List<String> messages,
    CompatibilityLevel compatibilityLevel,
    CompatibilityPolicy compatibilityPolicy,
    @Nullable String compatibilityGroup,
    @Nullable String error,
    @Nullable List<String> reservedFields,
    List<Level> levels,
    List<Conflict> conflicts) {
  static final int MAX_LISTED = 100;
  static final int MAX_CHARS = 1_000;

  static ExplanationView of(CompatibilityReport report, boolean verbose) {
    return new ExplanationView(
        report.accepts(report.config().level()),
        verbose ? report.messages() : null,
        report.config().level(),
        report.config().policy(),
        report.config().compatibilityGroup(),
        report.flaw().map(ExplanationView::cut).orElse(null),
        report.reserved().isEmpty()
            ? null
            : report.reserved().stream().map(ExplanationView::cut).toList(),
        Stream.of(CompatibilityLevel.values()).map(level -> Level.of(report, level)).toList(),
        report.explanation().obstacles().stream().map(Conflict::of).toList());
  }

  /**
   * What one level says.
   *
   * @param version the newest one in conflict; null, as are the directions, if there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Level(
      CompatibilityLevel level,
      boolean is_compatible,
      @Nullable Integer version,
      @Nullable List<Direction> directions) {
    static Level of(CompatibilityReport report, CompatibilityLevel level) {
      List<Obstacle> against = report.explanation().against(level);
      return against.isEmpty()
          ? new Level(level, report.accepts(level), null, null)
          : new Level(
              level,
              false,
              against.get(0).version(),
              against.stream().map(Obstacle::direction).toList());
    }
  }

  /**
   * The newest version in conflict in one direction.
   *
   * @param count of all incompatibilities, also those not listed
   */
  record Conflict(
      Direction direction,
      int version,
      int count,
      boolean truncated,
      List<Finding> incompatibilities) {
    static Conflict of(Obstacle obstacle) {
      List<Incompatibility> all = obstacle.incompatibilities();
      Direction direction = obstacle.direction();
      return new Conflict(
          direction,
          obstacle.version(),
          all.size(),
          all.size() > MAX_LISTED,
          all.stream().limit(MAX_LISTED).map(one -> Finding.of(one, direction)).toList());
    }
  }

  /** One incompatibility. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Finding(
      String rule,
      String message,
      @Nullable String fix,
      String reason,
      @JsonProperty("new") Place newPlace,
      @JsonProperty("old") Place oldPlace) {
    static Finding of(Incompatibility found, Direction direction) {
      boolean newReads = direction == Direction.BACKWARD;
      return new Finding(
          found.rule().name(),
          cut(found.rule().sentence(found, direction)),
          found.rule().fix(found, direction).map(ExplanationView::cut).orElse(null),
          found.rule().reason(),
          Place.of(newReads ? found.reader() : found.writer()),
          Place.of(newReads ? found.writer() : found.reader()));
    }
  }

  /** A place in a schema; the value is null if nothing stands there. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Place(String path, @Nullable String value) {
    static Place of(Incompatibility.Place place) {
      return new Place(cut(place.path()), place.value());
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS - 1) + "…";
  }
}
