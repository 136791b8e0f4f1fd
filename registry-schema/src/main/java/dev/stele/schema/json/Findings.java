package dev.stele.schema.json;

import dev.stele.schema.Incompatibility;
import dev.stele.schema.Incompatibility.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found in a pair of schemas and those inside. Findings of a pair are shared by
 * all pairs that contain it; paths and values are spelled out last.
 */
final class Findings {
  /** How many characters of paths and values are spelled out before giving up. */
  static final int MAX_CHARS = 20_000_000;

  /** How many findings are told if there are too many. */
  private static final int MAX_TOLD = 100;

  static final Findings NONE = new Findings(List.of());

  /** That a pair is not compatible, for reasons that are told elsewhere. */
  static final Findings TOLD = new Findings(List.of((path, report) -> report.count(path)));

  private static final String ROOT = "#";

  private final List<Part> parts;

  Findings() {
    this(new ArrayList<>());
  }

  private Findings(List<Part> parts) {
    this.parts = parts;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  void add(JsonRule rule, @Nullable Object reader, @Nullable Object writer, String... steps) {
    parts.add(new Finding(rule, reader, writer, List.of(steps)));
  }

  /**
   * Adds what was found in a pair inside of this one.
   *
   * @param steps from this pair to that of the other findings
   */
  void add(Findings inner, String... steps) {
    if (!inner.isEmpty()) {
      parts.add((path, report) -> inner.addTo(report, join(path, List.of(steps))));
    }
  }

  private static String join(String path, List<String> steps) {
    return steps.isEmpty() ? path : path + "/" + String.join("/", steps);
  }

  private void addTo(Report report, String path) {
    parts.forEach(part -> part.addTo(path, report));
  }

  /** Each finding as often as a pair with it was met; if there are too many, only the first. */
  List<Incompatibility> list() {
    Report report = new Report();
    try {
      addTo(report, ROOT);
      return List.copyOf(report.listed);
    } catch (ComparisonLimit e) {
      return Stream.concat(report.listed.stream().limit(MAX_TOLD), Stream.of(e.finding())).toList();
    }
  }

  @FunctionalInterface
  private interface Part {
    void addTo(String path, Report report);
  }

  private record Finding(
      JsonRule rule, @Nullable Object reader, @Nullable Object writer, List<String> steps)
      implements Part {
    @Override
    public void addTo(String path, Report report) {
      String joined = join(path, steps);
      String at = joined.equals(ROOT) ? ROOT + "/" : joined;
      report.count(at);
      report.listed.add(
          new Incompatibility(
              rule,
              new Place(at, Excerpt.of(reader)),
              new Place(at, Excerpt.of(writer)),
              steps.isEmpty() ? "" : steps.get(steps.size() - 1)));
    }
  }

  private static final class Report {
    private final List<Incompatibility> listed = new ArrayList<>();
    private int chars;

    private void count(String path) {
      chars += path.length() + Place.MAX_VALUE_CHARS;
      if (chars > MAX_CHARS) {
        throw new ComparisonLimit("more than " + MAX_CHARS + " characters of differences");
      }
    }
  }
}
