package dev.stele.server.domain;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.EntityTags;
import dev.stele.schema.FieldNames;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.HashedText;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.TagEdit;
import java.util.List;

/**
 * What schema texts mean. Facts about texts alone, so an answer never changes. On the engine's
 * thread only what is remembered can be asked for: anything else throws {@link MissingVerdict}, and
 * the command goes back to a worker, which computes it.
 */
public interface Verdicts {
  /** What became of a text. */
  Parsed parse(SchemaSource source, Reading reading);

  /**
   * What keeps the reader from reading the writer's data. A text that does not parse, as a foreign
   * log may hold, is incompatible with everything.
   */
  List<Incompatibility> incompatibilities(
      SchemaSource reader, SchemaSource writer, CompatibilityPolicy policy);

  /** What is wrong with a schema under a policy, whatever was before it; nothing if it is none. */
  List<Incompatibility> flaws(SchemaSource source, CompatibilityPolicy policy);

  /** Whether both texts say the same; false if one does not parse. */
  boolean equivalent(SchemaSource one, SchemaSource other);

  /**
   * A text in another shape, for instance {@code resolved}; the text itself if it does not parse or
   * the format knows no such shape. Invalid if the schema cannot have that shape.
   */
  Parsed formatted(SchemaSource source, String shape);

  /**
   * The schema of a DDL of logical types, in normal form.
   *
   * @param ddl its type is the language to write
   * @param name for a record or message that has none
   */
  Parsed ofLogical(SchemaSource ddl, String name);

  /** The tags in a text; none if it does not parse, or has more than can be told of. */
  List<EntityTags> tags(SchemaSource source);

  /**
   * A text with other tags, which is yet to be parsed; or why it cannot have them, for instance
   * that it has no such entity.
   */
  Parsed tagged(SchemaSource source, List<TagEdit> edits);

  /** The names of the outermost fields of a text that was read. */
  FieldNames fieldNames(SchemaSource source);

  /** Whether a format for this language is built in. */
  boolean knows(SchemaType type);

  /** The canonical text, or why there is none. */
  sealed interface Parsed {
    record Valid(HashedText canonical) implements Parsed {
      /** A text that nobody has hashed yet. */
      public Valid(String canonicalText) {
        this(new HashedText(canonicalText));
      }

      public String canonicalText() {
        return canonical.text();
      }
    }

    /**
     * No schema, or not a valid one.
     *
     * @param parsed whether it could be read, and only checking or normalizing it failed
     * @param message the reference registry's
     * @param reason what is wrong and where, for people
     */
    record Invalid(boolean parsed, String message, String reason) implements Parsed {
      /** With a message that is the reason. */
      public Invalid(boolean parsed, String message) {
        this(parsed, message, message);
      }
    }
  }

  /**
   * How a text is read.
   *
   * @param strictness how much is checked
   * @param normalized whether the text is put into normal form
   */
  record Reading(Strictness strictness, boolean normalized) {}

  /** Asked on the engine's thread for something nobody has computed yet. */
  final class MissingVerdict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingVerdict() {
      super("A verdict is missing", null, false, false);
    }
  }
}
