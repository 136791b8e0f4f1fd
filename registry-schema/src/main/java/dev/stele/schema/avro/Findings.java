package dev.stele.schema.avro;

import dev.stele.schema.Incompatibility;
import dev.stele.schema.Incompatibility.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found in one pair of types and the pairs inside, in order. Findings of a pair
 * are shared by all pairs that contain it, and their texts are spelled out last: most findings,
 * those about the branches of a union, are never asked for.
 */
final class Findings {
  /** How many characters of paths, values and details are spelled out before giving up. */
  static final int MAX_CHARS = 20_000_000;

  static final Findings NONE = new Findings(List.of());

  private final List<Part> parts;

  Findings() {
    this(new ArrayList<>());
  }

  private Findings(List<Part> parts) {
    this.parts = parts;
  }

  static Findings of(AvroRule rule, Spot reader, Spot writer, Supplier<String> detail) {
    return new Findings(List.of(new Finding(rule, reader, writer, detail)));
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  void add(Findings more) {
    if (more.parts.size() == 1) {
      parts.add(more.parts.get(0));
    } else if (!more.isEmpty()) {
      parts.add(new Group(more));
    }
  }

  /**
   * Each finding as often as a pair with it was met.
   *
   * @throws AvroRuntimeException if there are too many
   */
  List<Incompatibility> list() {
    Report report = new Report();
    addTo(report);
    return report.listed;
  }

  private void addTo(Report report) {
    for (Part part : parts) {
      part.addTo(report);
    }
  }

  private interface Part {
    void addTo(Report report);
  }

  private record Group(Findings findings) implements Part {
    @Override
    public void addTo(Report report) {
      findings.addTo(report);
    }
  }

  private static final class Finding implements Part {
    private final AvroRule rule;
    private final Spot reader;
    private final Spot writer;
    private final Supplier<String> detail;
    private @Nullable Incompatibility spelled;

    Finding(AvroRule rule, Spot reader, Spot writer, Supplier<String> detail) {
      this.rule = rule;
      this.reader = reader;
      this.writer = writer;
      this.detail = detail;
    }

    @Override
    public void addTo(Report report) {
      if (spelled == null) {
        spelled = new Incompatibility(rule, reader.spelled(), writer.spelled(), detail.get());
      }
      report.add(spelled);
    }
  }

  private static final class Report {
    private final List<Incompatibility> listed = new ArrayList<>();
    private int chars;

    private void add(Incompatibility found) {
      chars += length(found.reader()) + length(found.writer()) + found.detail().length();
      if (chars > MAX_CHARS) {
        throw new AvroRuntimeException("more than " + MAX_CHARS + " characters of differences");
      }
      listed.add(found);
    }

    private static int length(Place place) {
      return place.path().length() + (place.value() == null ? 0 : place.value().length());
    }
  }

  /**
   * A place in a schema and what stands there.
   *
   * @param value gives null if nothing does
   */
  record Spot(@Nullable Path path, Supplier<@Nullable String> value) {
    private Place spelled() {
      return new Place(Path.pointer(path), value.get());
    }
  }

  /** The way to a place in a schema: a step from another place, or from the whole. */
  record Path(@Nullable Path from, Object step) {
    private static String pointer(@Nullable Path path) {
      StringBuilder pointer = new StringBuilder();
      for (Path at = path; at != null; at = at.from) {
        pointer.insert(0, at.step).insert(0, '/');
      }
      return pointer.isEmpty() ? "/" : pointer.toString();
    }
  }
}
