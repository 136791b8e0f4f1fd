package dev.stele.testkit;

import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Keeps an embedded broker from writing pages of INFO into its host's log. */
final class BrokerLogs {
  // The broker's own packages; the clients' loggers stay as the host wants them.
  private static final List<String> LOGGERS =
      List.of(
          "kafka",
          "state.change.logger",
          "org.apache.kafka.config",
          "org.apache.kafka.controller",
          "org.apache.kafka.coordinator",
          "org.apache.kafka.image",
          "org.apache.kafka.metadata",
          "org.apache.kafka.network",
          "org.apache.kafka.raft",
          "org.apache.kafka.security",
          "org.apache.kafka.server",
          "org.apache.kafka.snapshot",
          "org.apache.kafka.storage");

  private BrokerLogs() {}

  /**
   * Sets WARN where the host's Logback configuration says nothing; other backends are left alone.
   */
  static void quieten() {
    // By name first: Logback is optional for our users, and may not be on their class path.
    if (LoggerFactory.getILoggerFactory()
        .getClass()
        .getName()
        .equals("ch.qos.logback.classic.LoggerContext")) {
      // Before its package: it announces each start as a warning.
      LogbackLevels.defaultTo(Level.ERROR, List.of("org.apache.kafka.controller.QuorumController"));
      LogbackLevels.defaultTo(Level.WARN, LOGGERS);
    }
  }

  /** Touches Logback's classes, so it is loaded only where they exist. */
  private static final class LogbackLevels {
    static void defaultTo(Level level, List<String> names) {
      for (String name : names) {
        if (!isConfigured(name)) {
          logger(name).setLevel(ch.qos.logback.classic.Level.valueOf(level.name()));
        }
      }
    }

    // Itself or a package around it; the root speaks of everything, so not of Kafka's broker.
    private static boolean isConfigured(String name) {
      for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
        if (logger(name.substring(0, end)).getLevel() != null) {
          return true;
        }
      }
      return false;
    }

    private static ch.qos.logback.classic.Logger logger(String name) {
      return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(name);
    }
  }
}
