package dev.stele.schema.logical;

import dev.stele.schema.InvalidSchemaException;
import java.util.function.Supplier;

/** The limits of one reading: types that stand in several places are read and printed in each. */
public final class Effort {
  /** How many types may be inside each other, by definition or by name. */
  public static final int MAX_DEPTH = 150;

  /** How many places a schema may have. */
  public static final int MAX_PLACES = 100_000;

  private int depth;
  private int places;

  /**
   * Reads one place.
   *
   * @throws InvalidSchemaException if that exceeds a limit
   */
  public <T> T place(Supplier<T> reading) {
    if (++depth > MAX_DEPTH) {
      throw new InvalidSchemaException("Types are nested more than " + MAX_DEPTH + " deep");
    }
    if (++places > MAX_PLACES) {
      throw new InvalidSchemaException(
          "More than " + MAX_PLACES + " fields, elements and branches");
    }
    T read = reading.get();
    depth--;
    return read;
  }
}
