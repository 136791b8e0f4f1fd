package dev.stele.schema;

import java.util.Optional;

/**
 * A compatibility rule of a format: one kind of change that keeps a reader from reading. Each
 * format lists its own, as an enum. Stateless.
 */
public interface Rule {
  /** The rule's name in the reference registry's spelling, for instance {@code TYPE_MISMATCH}. */
  String name();

  /** What the rule refuses and why; a sentence for people that fits every finding. */
  String reason();

  /**
   * What the reference registry puts above messages that it makes one of: findings with the same
   * heading are lines of one message, behind all others. Empty for a message of its own.
   */
  default String heading(Direction direction) {
    return "";
  }

  /** The reference registry's sentence about a finding, to the letter. */
  String message(Incompatibility found, Direction direction);

  /** What was found, with the names and values in question; a sentence for people. */
  String sentence(Incompatibility found, Direction direction);

  /**
   * How the new schema could be changed to be accepted; a sentence that begins with a verb.
   *
   * @return empty if nothing short of another design would do
   */
  Optional<String> fix(Incompatibility found, Direction direction);
}
