package dev.stele.serde.avro;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stele.serde.SerdeConfig;
import dev.stele.serde.client.ClientConfig;
import dev.stele.serde.internal.Settings;
import dev.stele.serde.internal.Spelling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class AvroConfigTest {
  @Test
  void misspeltSetting_isNamedInAWarning() {
    assertThat(warnings(Map.of("use.latest.verison", true)))
        .containsExactly(
            "Setting use.latest.verison is not known and ignored; did you mean"
                + " use.latest.version?");
    assertThat(warnings(Map.of("schema.registry.max.retriess", 1)))
        .containsExactly(
            "Setting schema.registry.max.retriess is not known and ignored; did you mean"
                + " max.retries?");
  }

  @Test
  void settingsOfKafkasClients_areNotTakenForMisspelt() {
    Set<String> ours = new HashSet<>(AvroConfig.definition().names());
    ours.addAll(SerdeConfig.definition().names());
    ours.addAll(ClientConfig.definition().names());
    Set<String> kafkas = new HashSet<>(ProducerConfig.configNames());
    kafkas.addAll(ConsumerConfig.configNames());
    assertThat(kafkas).noneMatch(name -> Spelling.nearest(name, ours).isPresent());
  }

  private static List<String> warnings(Map<String, ?> settings) {
    Logger logger = (Logger) LoggerFactory.getLogger(Settings.class);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    logger.addAppender(appender);
    Map<String, Object> all = new HashMap<>(settings);
    all.put("schema.registry.url", "http://localhost:8081");
    try (AvroSerializer<Object> serializer = new AvroSerializer<>()) {
      serializer.configure(all, false);
    } finally {
      logger.detachAppender(appender);
    }
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
