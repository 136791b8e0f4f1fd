package dev.stele.it;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A class of an application that knows nothing of Avro, which makes its own schema of it. */
final class FeltReport {
  private final String place;
  private final int people;

  FeltReport(String place, int people) {
    this.place = place;
    this.people = people;
  }

  @SuppressWarnings("unused") // Avro makes objects by it
  private FeltReport() {
    this("", 0);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FeltReport report
        && place.equals(report.place)
        && people == report.people;
  }

  @Override
  public int hashCode() {
    return Objects.hash(place, people);
  }

  @Override
  public String toString() {
    return place + ": " + people;
  }
}
