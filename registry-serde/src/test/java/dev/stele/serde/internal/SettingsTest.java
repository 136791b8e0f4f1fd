package dev.stele.serde.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  @ParameterizedTest
  @CsvSource({
    "use.schema.guid, 89791762-2336-4186-9674-299b90a802e2",
    "use.latest.with.metadata, a=b",
    "propagate.schema.tags, true",
    "context.name.strategy, com.example.Mine",
    "rule.executors, encrypt",
    "rule.executors.encrypt.class, com.example.Encrypt",
    "validation.rules.execution, BEFORE_DOMAIN_RULES",
    "value.schema.id.serializer, io.confluent.kafka.serializers.schema.id.HeaderSchemaIdSerializer",
    "key.schema.id.deserializer, io.confluent.kafka.serializers.schema.id.ConfigSchemaIdDeserializer",
    "schema.registry.ssl.truststore.location, /etc/trust.jks",
    "schema.registry.proxy.host, proxy",
    "proxy.host, proxy"
  })
  void settingOfALaterVersion_isRefusedByNameAndValue(String name, String value) {
    assertThatThrownBy(() -> LaterSettings.refuse(Map.of(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(name.contains("ssl") ? "hidden" : value);
  }

  @ParameterizedTest
  @CsvSource({
    "propagate.schema.tags, false",
    "rule.executors, ''",
    "validation.rules.execution, DISABLED",
    "value.schema.id.serializer, io.confluent.kafka.serializers.schema.id.PrefixSchemaIdSerializer",
    "key.schema.id.deserializer, io.confluent.kafka.serializers.schema.id.DualSchemaIdDeserializer",
    "missing.id.cache.ttl.sec, 60",
    "bootstrap.servers, localhost:9092",
    "ssl.truststore.location, /etc/trust.jks"
  })
  void settingThatAsksForNothingMissing_isAccepted(String name, String value) {
    assertThatCode(() -> LaterSettings.refuse(Map.of(name, value))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "use.latest.version, use.latest.versions, true",
    "use.latest.version, use.latst.version, true",
    "use.latest.version, use.latest.verison, true",
    "use.latest.version, use.latest.bersion, true",
    "use.latest.version, use.latest.version, false",
    "use.latest.version, use.latest, false",
    "use.latest.version, use.lastest.versions, false"
  })
  void nearest_isOneEditAway(String known, String typed, boolean near) {
    assertThat(Spelling.nearest(typed, List.of(known)).isPresent()).isEqualTo(near);
  }
}
