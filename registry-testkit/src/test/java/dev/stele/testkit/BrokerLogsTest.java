package dev.stele.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BrokerLogsTest {
  private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger kafka = logger("org.apache.kafka");
  private final Logger raft = logger("org.apache.kafka.raft");
  private final Logger clients = logger("org.apache.kafka.clients");
  private final Level rootLevel = root.getLevel();

  @BeforeEach
  void setUp() {
    root.setLevel(Level.INFO);
    raft.setLevel(null);
  }

  @AfterEach
  void tearDown() {
    root.setLevel(rootLevel);
    kafka.setLevel(null);
    raft.setLevel(null);
  }

  @Test
  void quieten_nothingConfigured_isWarnForTheBrokerOnly() {
    BrokerLogs.quieten();

    assertThat(raft.getEffectiveLevel()).isEqualTo(Level.WARN);
    assertThat(clients.getEffectiveLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void quieten_configuredLogger_keepsItsLevel() {
    raft.setLevel(Level.DEBUG);

    BrokerLogs.quieten();

    assertThat(raft.getEffectiveLevel()).isEqualTo(Level.DEBUG);
  }

  @Test
  void quieten_configuredPackage_keepsItsLevel() {
    kafka.setLevel(Level.OFF);

    BrokerLogs.quieten();

    assertThat(raft.getEffectiveLevel()).isEqualTo(Level.OFF);
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
