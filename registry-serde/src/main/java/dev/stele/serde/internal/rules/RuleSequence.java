package dev.stele.serde.internal.rules;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Rules that run one after the other. Thread-safe. */
record RuleSequence(List<RuleStep> steps) {
  /** Names the rule a record failed by before it was written to a topic of failed records. */
  private static final String FAILED_RULE = "__rule.name";

  RuleSequence {
    steps = List.copyOf(steps);
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  Object run(@Nullable Headers headers, Object message) {
    byte[] failed = failedBefore(headers);
    Object result = message;
    for (RuleStep step : steps) {
      if (failed == null || !step.isNamed(failed)) {
        result = step.run(headers, message, result);
      }
    }
    return result;
  }

  private static byte @Nullable [] failedBefore(@Nullable Headers headers) {
    Header header = headers == null ? null : headers.lastHeader(FAILED_RULE);
    return header == null ? null : header.value();
  }
}
