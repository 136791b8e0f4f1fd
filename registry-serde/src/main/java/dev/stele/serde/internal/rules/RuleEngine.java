package dev.stele.serde.internal.rules;

import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.Rule;
import dev.stele.serde.internal.Place;
import dev.stele.serde.rules.RuleAction;
import dev.stele.serde.rules.RuleConfig;
import dev.stele.serde.rules.RuleExecutor;
import dev.stele.serde.rules.RulePhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules one serializer or deserializer runs, and what runs them. Thread-safe. */
public final class RuleEngine implements AutoCloseable {
  private final RulePlugins<RuleExecutor> executors;
  private final RulePlugins<RuleAction> actions;
  private final StepMaker steps;
  private final UnexecutedRules unexecuted = new UnexecutedRules();

  private RuleEngine(
      RuleSettings settings, RulePlugins<RuleExecutor> executors, RulePlugins<RuleAction> actions) {
    this.executors = executors;
    this.actions = actions;
    this.steps = new StepMaker(settings, executors, actions);
  }

  /**
   * Finds the executors and actions, and reads their settings.
   *
   * @throws org.apache.kafka.common.config.ConfigException if a setting is wrong
   */
  public static RuleEngine of(Map<String, ?> configs) {
    RuleSettings settings = RuleSettings.of(configs);
    RulePlugins<RuleExecutor> executors =
        RulePlugins.of(RuleExecutor.class, RuleConfig.EXECUTORS, settings);
    try {
      return new RuleEngine(
          settings, executors, RulePlugins.of(RuleAction.class, RuleConfig.ACTIONS, settings));
    } catch (RuntimeException | Error e) {
      executors.close();
      throw e;
    }
  }

  /**
   * What is to be done with each message written with a schema; null for nothing.
   *
   * @throws org.apache.kafka.common.config.ConfigException if a rule asks for an action that is not
   *     there
   */
  public @Nullable MessageRules writing(Place place, RegisteredSchema schema) {
    return messages(
        new RuleScope(place, RulePhase.DOMAIN, Rule.Mode.WRITE, schema, schema),
        new RuleScope(place, RulePhase.ENCODING, Rule.Mode.WRITE, schema, schema));
  }

  /**
   * What is to be done with each message that is read; null for nothing.
   *
   * @param writer the schema it was written with: its encoding rules count
   * @param reader the schema it is read into, which may be the same: its domain rules count
   * @throws org.apache.kafka.common.config.ConfigException as {@link #writing}
   */
  public @Nullable MessageRules reading(
      Place place, RegisteredSchema writer, RegisteredSchema reader) {
    return messages(
        new RuleScope(place, RulePhase.DOMAIN, Rule.Mode.READ, reader, reader),
        new RuleScope(place, RulePhase.ENCODING, Rule.Mode.READ, writer, writer));
  }

  private @Nullable MessageRules messages(RuleScope domain, RuleScope encoding) {
    List<RuleStep> all = new ArrayList<>(steps.steps(domain));
    all.addAll(steps.steps(encoding));
    List<RuleStep> executed = unexecuted.without(all);
    return executed.isEmpty()
        ? null
        : new RulesOfSchema(
            sequence(executed, RulePhase.DOMAIN), sequence(executed, RulePhase.ENCODING));
  }

  private static RuleSequence sequence(List<RuleStep> steps, RulePhase phase) {
    return new RuleSequence(steps.stream().filter(step -> step.scope().phase() == phase).toList());
  }

  /**
   * What turns data of one version into data of another; null if nothing is to be done.
   *
   * @param versions every version from the writer's to the reader's, in that order, both included,
   *     each with its number
   * @throws org.apache.kafka.common.config.ConfigException as {@link #writing}
   */
  public @Nullable Migration migration(Place place, List<RegisteredSchema> versions) {
    List<RuleStep> all = new ArrayList<>();
    for (int i = 1; i < versions.size(); i++) {
      RegisteredSchema from = versions.get(i - 1);
      RegisteredSchema to = versions.get(i);
      boolean up = from.version().orElseThrow() < to.version().orElseThrow();
      Rule.Mode direction = up ? Rule.Mode.UPGRADE : Rule.Mode.DOWNGRADE;
      all.addAll(steps.steps(new RuleScope(place, RulePhase.MIGRATION, direction, from, to)));
    }
    List<RuleStep> executed = unexecuted.without(all);
    return executed.isEmpty() ? null : new RulesBetweenVersions(new RuleSequence(executed));
  }

  @Override
  public void close() {
    actions.close();
    executors.close();
  }
}
