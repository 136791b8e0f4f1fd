package dev.stele.schema;

/** One reason why a reader's schema cannot read a writer's data. */
public interface Incompatibility {
  /** The rule that was broken, in the reference registry's spelling. */
  String rule();

  /** Where, in the format's own notation. */
  String path();

  /**
   * The reference registry's sentence, to the letter.
   *
   * @param reader what to call the reading side: {@code new} or {@code old}
   * @param writer what to call the writing side
   */
  String message(String reader, String writer);
}
