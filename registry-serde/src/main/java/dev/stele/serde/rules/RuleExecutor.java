package dev.stele.serde.rules;

import org.jspecify.annotations.Nullable;

/**
 * Runs the rules of one type: conditions, which let a message pass or not, and transforms, which
 * make another one of it.
 *
 * <p>Thread-safe once configured. Runs with each message: what depends on the rule and its schema
 * alone belongs into {@link RuleContext#once}.
 */
public interface RuleExecutor extends RulePlugin {
  /**
   * Runs a rule on a message.
   *
   * @param context says which rule, and where
   * @param message never null; what it is depends on the {@link RuleContext#phase() phase}. Not to
   *     be changed in a condition. In the domain phase it is the application's own object, to which
   *     a transform's changes are visible unless it makes a copy
   * @return of a condition: {@code false} if the message does not fulfill it; anything else lets it
   *     pass. Of a transform: the message to go on with, of the same kind as the one it got, which
   *     may be the same; null counts as a failure
   * @throws RuleException if the rule cannot be run on this message: then the rule's {@code
   *     onFailure} decides, as after any RuntimeException
   */
  @Nullable Object execute(RuleContext context, Object message) throws RuleException;

  /**
   * Whether it works on single fields, those whose tags are the rule's. Of two transforms in the
   * same list with the same mode and the same tags, one or more, only the first is then run, so
   * that no field is, say, encrypted twice.
   */
  default boolean worksOnFields() {
    return false;
  }
}
