package dev.stele.serde.internal.rules;

import dev.stele.serde.rules.RuleAction;
import dev.stele.serde.rules.RuleContext;
import dev.stele.serde.rules.RuleException;
import org.jspecify.annotations.Nullable;

/** The actions that are always there. */
enum BuiltInAction implements RuleAction {
  /** Lets the message pass. */
  NONE {
    @Override
    public void run(RuleContext context, Object message, @Nullable RuleException failure) {}
  },
  /** Refuses the message. */
  ERROR {
    @Override
    public void run(RuleContext context, Object message, @Nullable RuleException failure)
        throws RuleException {
      throw failure == null ? new RuleException("its onSuccess is ERROR") : failure;
    }
  };

  @Override
  public String type() {
    return name();
  }
}
