package dev.stele.serde.internal.rules;

import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.internal.BoundedCache;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sorts out rules that nothing executes and that let messages pass nevertheless, and says so once
 * for each schema. Thread-safe.
 */
final class UnexecutedRules {
  private static final Logger LOG = LoggerFactory.getLogger(UnexecutedRules.class);
  private static final int REMEMBERED = 1000;

  private final BoundedCache<Said, Boolean> said = new BoundedCache<>(REMEMBERED);

  /** The others, in their order. */
  List<RuleStep> without(List<RuleStep> steps) {
    List<RuleStep> executed = new ArrayList<>();
    List<RuleStep> passed = new ArrayList<>();
    steps.forEach(step -> (step.passesUnexecuted() ? passed : executed).add(step));
    passed.stream()
        .collect(Collectors.groupingBy(step -> step.scope().schema()))
        .forEach(this::warn);
    return executed;
  }

  private void warn(RegisteredSchema schema, List<RuleStep> steps) {
    RuleScope scope = steps.get(0).scope();
    String id = schema.id() < 0 ? scope.place().schema() : "id " + schema.id();
    if (said.get(new Said(scope.place().subject(), id)) != null) {
      return;
    }
    said.put(new Said(scope.place().subject(), id), true);
    LOG.warn(
        "Nothing executes these rules of subject {}, schema {}, and messages pass, since their"
            + " onFailure is NONE: {}",
        scope.place().subject(),
        id,
        steps.stream()
            .map(step -> step.rule().name() + " of type " + step.rule().type())
            .collect(Collectors.joining(", ")));
  }

  private record Said(String subject, String schema) {}
}
