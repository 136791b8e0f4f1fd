package dev.stele.serde.rules;

import dev.stele.serde.client.Rule;
import java.io.Serial;

/** A message does not fulfill a condition. Immutable and thread-safe. */
public final class RuleConditionException extends RuleException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says the rule's doc, or if it has none its expression, or else its name. */
  public RuleConditionException(Rule rule) {
    super(
        rule.doc()
            .filter(doc -> !doc.isEmpty())
            .or(() -> rule.expr().map(expr -> "Expr failed: '" + expr + "'"))
            .orElse("Condition failed: '" + rule.name() + "'"));
  }
}
