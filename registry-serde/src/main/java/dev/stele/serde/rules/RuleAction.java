package dev.stele.serde.rules;

import org.jspecify.annotations.Nullable;

/**
 * What is done after a rule was run, for instance writing what failed to another topic. {@code
 * NONE}, which does nothing, and {@code ERROR}, which refuses the message, are built in.
 *
 * <p>Thread-safe once configured.
 */
public interface RuleAction extends RulePlugin {
  /**
   * Runs after a rule.
   *
   * @param context says which rule, and where
   * @param message after success: what the rule made of it. After a failure: as it was before the
   *     rule
   * @param failure why the rule failed, a {@link RuleConditionException} if it is a condition that
   *     is not fulfilled; null after success
   * @throws RuleException if the message must not pass: the serializer or deserializer throws a
   *     {@link org.apache.kafka.common.errors.SerializationException} with this as its cause, as
   *     after any RuntimeException. Otherwise the message goes on to the next rule
   */
  void run(RuleContext context, Object message, @Nullable RuleException failure)
      throws RuleException;
}
