package dev.stele.serde.internal.settings;

import dev.stele.serde.AssociatedNameStrategy;
import dev.stele.serde.ContextNameStrategy;
import dev.stele.serde.RecordNameStrategy;
import dev.stele.serde.SerdeConfig;
import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.TopicNameStrategy;
import dev.stele.serde.TopicRecordNameStrategy;
import dev.stele.serde.internal.Plugins;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;

/** The settings that say how subjects are named. */
final class SubjectStrategies {
  private static final String PACKAGE = "io.confluent.kafka.serializers.subject.";
  private static final String NO_CONTEXTS =
      "io.confluent.kafka.serializers.context.NullContextNameStrategy";

  /** Ours do what the reference's of the same names do. */
  private static final Map<String, Supplier<? extends SubjectNameStrategy>> KNOWN =
      Map.of(
          PACKAGE + "AssociatedNameStrategy", AssociatedNameStrategy::new,
          PACKAGE + "TopicNameStrategy", TopicNameStrategy::new,
          PACKAGE + "RecordNameStrategy", RecordNameStrategy::new,
          PACKAGE + "TopicRecordNameStrategy", TopicRecordNameStrategy::new);

  private SubjectStrategies() {}

  /**
   * Makes and configures the strategy.
   *
   * @throws ConfigException if there is no such class, or it is of another type
   */
  static SubjectNameStrategy of(Map<String, ?> configs, boolean isKey) {
    String setting =
        isKey ? SerdeConfig.KEY_SUBJECT_NAME_STRATEGY : SerdeConfig.VALUE_SUBJECT_NAME_STRATEGY;
    Object given = configs.get(setting);
    SubjectNameStrategy strategy =
        given == null || Plugins.text(given).isEmpty()
            ? new AssociatedNameStrategy()
            : Plugins.of(setting, given, SubjectNameStrategy.class, KNOWN);
    strategy.configure(configs);
    Optional<ContextNameStrategy> contexts = contexts(configs);
    return contexts.isPresent() ? new SubjectInContext(contexts.get(), strategy) : strategy;
  }

  private static Optional<ContextNameStrategy> contexts(Map<String, ?> configs) {
    Object given = configs.get(SerdeConfig.CONTEXT_NAME_STRATEGY);
    String text = Plugins.text(given);
    if (given == null || text.isEmpty() || text.equals(NO_CONTEXTS)) {
      return Optional.empty();
    }
    ContextNameStrategy contexts =
        Plugins.of(SerdeConfig.CONTEXT_NAME_STRATEGY, given, ContextNameStrategy.class, Map.of());
    contexts.configure(configs);
    return Optional.of(contexts);
  }
}
