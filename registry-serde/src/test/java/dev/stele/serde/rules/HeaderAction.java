package dev.stele.serde.rules;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes into a header what happened, and lets the message pass. Found on the class path. */
public final class HeaderAction implements RuleAction {
  @Override
  public String type() {
    return "TEST_HEADER";
  }

  @Override
  public void run(RuleContext context, Object message, @Nullable RuleException failure) {
    String text =
        context.rule().name() + (failure == null ? " passed" : " failed: " + failure.getMessage());
    Objects.requireNonNull(context.headers())
        .add("happened", text.getBytes(StandardCharsets.UTF_8));
  }
}
