package dev.stele.server.domain;

import dev.stele.schema.Incompatibility;
import dev.stele.schema.SchemaSource;
import java.util.List;

/**
 * What schema texts mean. Facts about texts alone, so an answer never changes. On the engine's
 * thread only what is remembered can be asked for: anything else throws {@link MissingVerdict}, and
 * the command goes back to a worker, which computes it.
 */
public interface Verdicts {
  /** What became of a text. */
  Parsed parse(SchemaSource source, boolean asNew, boolean normalize);

  /** What keeps the reader from reading the writer's data. Both have parsed. */
  List<Incompatibility> incompatibilities(SchemaSource reader, SchemaSource writer);

  /** Whether both texts say the same. Both have parsed. */
  boolean equivalent(SchemaSource one, SchemaSource other);

  /** Whether a format for this language is built in. */
  boolean knows(dev.stele.schema.SchemaType type);

  /** The canonical text, or why there is none. */
  sealed interface Parsed {
    record Valid(String canonicalText) implements Parsed {}

    record Invalid(String message) implements Parsed {}
  }

  /** Asked on the engine's thread for something nobody has computed yet. */
  final class MissingVerdict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingVerdict() {
      super("A verdict is missing", null, false, false);
    }
  }
}
