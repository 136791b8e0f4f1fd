package dev.stele.serde.rules;

import java.util.Map;

/**
 * What {@link RuleExecutor} and {@link RuleAction} share.
 *
 * <p>A serializer or deserializer makes its own with the public constructor without parameters,
 * configures it once, and closes it when it is itself closed or configured anew, or if its
 * configuration fails. In between it may be used by many threads at once.
 *
 * <p>Found by {@link java.util.ServiceLoader}, unless {@link RuleConfig#SERVICE_LOADER_ENABLE} is
 * false, and by {@link RuleConfig#EXECUTORS} and {@link RuleConfig#ACTIONS}.
 */
public interface RulePlugin extends AutoCloseable {
  /**
   * What rules call it: the type of the rules an executor runs, for instance {@code CEL}, or an
   * action's name in {@code onSuccess} and {@code onFailure}, for instance {@code DLQ}. Case does
   * not matter. May be called before {@link #configure}.
   */
  String type();

  /**
   * Reads the settings.
   *
   * @param settings all of the serializer's or deserializer's, and those under {@code
   *     rule.executors.<name>.param.} or {@code rule.actions.<name>.param.} without that beginning,
   *     which win. What was found by {@code ServiceLoader} has the names {@code _default_} and,
   *     before that, {@code _<TYPE>_}
   * @throws org.apache.kafka.common.config.ConfigException if one is missing or wrong
   */
  default void configure(Map<String, ?> settings) {}

  /** Gives back what it holds. Called once; what it throws is logged. */
  @Override
  default void close() {}
}
