package dev.stele.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settings mean, and which are refused. */
final class ConfigTest {
  private static final String SERVERS = "kafkastore.bootstrap.servers";

  @Test
  void defaults_areTheReferenceRegistrys() {
    RegistryConfig registry = RegistryConfig.from(Map.of());
    HttpConfig http = HttpConfig.from(Map.of());
    LogConfig log = LogConfig.from(Map.of());

    assertThat(registry.compatibilityLevel()).isEqualTo("BACKWARD");
    assertThat(registry.modeMutable()).isTrue();
    assertThat(registry.validateNewSchemas()).isTrue();
    assertThat(registry.validateFields()).isFalse();
    assertThat(http.listeners())
        .containsExactly(InetSocketAddress.createUnresolved("0.0.0.0", 8081));
    assertThat(http.maxBodyBytes()).isEqualTo(10 * 1024 * 1024);
    assertThat(log.topic()).isEqualTo("_schemas");
    assertThat(log.writeTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(log.transactionalIdPrefix()).isEqualTo("stele-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a:9092|PLAINTEXT|a:9092",
        "PLAINTEXT://a:9092|PLAINTEXT|a:9092",
        "PLAINTEXT://a:9092, SSL://b:9093|SSL|b:9093",
        "a:1,b:2|SASL_SSL|a:1,b:2",
        "ssl://a:1|SSL|a:1",
      })
  void bootstrapServers_ofTheProtocol(String servers, String protocol, String expected) {
    Map<String, String> properties =
        KafkaConfig.from(Map.of(SERVERS, servers, "kafkastore.security.protocol", protocol))
            .clientProperties();

    assertThat(properties)
        .containsEntry("bootstrap.servers", expected)
        .containsEntry("security.protocol", protocol);
  }

  @Test
  void kafkaProperties_passThrough_butNotThoseThatMatter() {
    Map<String, String> properties =
        KafkaConfig.from(
                Map.of(
                    SERVERS,
                    "a:1",
                    "kafkastore.sasl.jaas.config",
                    "login",
                    "kafkastore.acks",
                    "0",
                    "kafkastore.transactional.id",
                    "mine",
                    "kafkastore.timeout.ms",
                    "500",
                    "kafkastore.topic.config.segment.ms",
                    "1",
                    "kafkastore.ssl.key.password",
                    ""))
            .clientProperties();

    assertThat(properties)
        .containsEntry("sasl.jaas.config", "login")
        .containsOnlyKeys("bootstrap.servers", "security.protocol", "sasl.jaas.config");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://localhost:8082|localhost|8082",
        "http://:8082|0.0.0.0|8082",
        "http://localhost|localhost|8081",
        "http://[::1]:0|::1|0",
      })
  void listeners_oneOf(String text, String host, int port) {
    assertThat(HttpConfig.from(Map.of("listeners", text)).listeners())
        .containsExactly(InetSocketAddress.createUnresolved(host, port));
  }

  @Test
  void listeners_several() {
    assertThat(HttpConfig.from(Map.of("listeners", "http://a:1, http://b:2")).listeners())
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listeners|https://a:1|https is not supported yet",
        "listeners|a:1|is not of the form http://host:port",
        "listeners|http://a:1/path|is not of the form http://host:port",
        "listeners|PUBLIC://a:1|is not of the form http://host:port",
        "stele.http.body.max.bytes|ten|must be a whole number from 1024",
        "stele.http.body.max.bytes|-1|must be a whole number from 1024",
        "stele.http.inflight.max.bytes|1024|must not be below stele.http.body.max.bytes=10485760",
        "compression.enable|yes|must be true or false",
      })
  void http_refuses(String key, String value, String reason) {
    assertThatThrownBy(() -> HttpConfig.from(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key + "=" + value)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafkastore.topic|a topic|must be a topic name",
        "kafkastore.topic.replication.factor|0|must be a whole number from 1",
        "kafkastore.topic.config.cleanup.policy|delete|must be compact",
        "stele.write.timeout.ms|5|must be a whole number from 1000",
        "stele.foreign.writers|maybe|must be refuse or warn",
        "stele.transaction.timeout.ms|8999|must not be below stele.delivery.timeout.ms=9000",
        "stele.delivery.timeout.ms|3999|must not be below stele.request.timeout.ms=4000",
        "stele.max.block.ms|3999|must not be below stele.request.timeout.ms=4000",
        "stele.request.timeout.ms|499|must be a whole number from 500",
      })
  void log_refuses(String key, String value, String reason) {
    assertThatThrownBy(() -> LogConfig.from(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key + "=" + value)
        .hasMessageContaining(reason);
  }

  @Test
  void log_readsTimeouts() {
    LogConfig.Timeouts timeouts =
        LogConfig.from(
                Map.of(
                    "stele.transaction.timeout.ms",
                    "2000",
                    "stele.delivery.timeout.ms",
                    "1900",
                    "stele.request.timeout.ms",
                    "1000",
                    "stele.max.block.ms",
                    "1500"))
            .kafka();

    assertThat(timeouts)
        .isEqualTo(
            new LogConfig.Timeouts(
                Duration.ofSeconds(2),
                Duration.ofMillis(1900),
                Duration.ofSeconds(1),
                Duration.ofMillis(1500)));
  }

  @Test
  void registry_refusesAnUnknownLevel() {
    assertThatThrownBy(() -> RegistryConfig.from(Map.of("schema.compatibility.level", "some")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.compatibility.level=some");
  }

  @Test
  void registry_olderNameOfTheLevelWins() {
    Map<String, String> both =
        Map.of("schema.compatibility.level", "none", "avro.compatibility.level", "full");

    assertThat(RegistryConfig.from(both).compatibilityLevel()).isEqualTo("FULL");
  }

  @Test
  void registry_refusesADefaultAboveTheMaximum() {
    assertThatThrownBy(() -> RegistryConfig.from(Map.of("schema.search.default.limit", "1001")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("above schema.search.max.limit=1000");
  }

  @Test
  void kafka_needsServers() {
    assertThatThrownBy(() -> KafkaConfig.from(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(SERVERS)
        .hasMessageContaining("must be set");
  }

  @Test
  void kafka_needsServersOfTheProtocol() {
    assertThatThrownBy(() -> KafkaConfig.from(Map.of(SERVERS, "SSL://a:1")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("names no broker for kafkastore.security.protocol=PLAINTEXT");
  }
}
