package dev.stele.cli;

/** Which of our Logback configurations this process uses; to be chosen before the first logger. */
enum Logging {
  /** Our warnings on standard error, as lines without stack traces. */
  CLIENT,
  /**
   * As {@link #CLIENT}, and all that Kafka and the registry say in the file {@code stele.log.file}.
   */
  DEV,
  /** An operator's log on standard error. */
  SERVER;

  private static final String CONFIGURATION = "logback.configurationFile";

  void use() {
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(
          CONFIGURATION,
          "dev/stele/cli/logback-" + name().toLowerCase(java.util.Locale.ROOT) + ".xml");
    }
  }
}
