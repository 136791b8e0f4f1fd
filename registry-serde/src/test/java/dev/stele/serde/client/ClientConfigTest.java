package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientConfigTest {
  private static ClientConfig config(Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(Map.of("schema.registry.url", "http://h:8081"));
    all.putAll(settings);
    return ClientConfig.of(all);
  }

  @ParameterizedTest
  @CsvSource({
    "max.retries, many",
    "max.retries, -1",
    "http.read.timeout.ms, 0",
    "schema.registry.url, localhost:8081",
    "schema.registry.url, mock://scope",
    "schema.registry.url, http://",
    "basic.auth.credentials.source, SASL_INHERIT",
    "basic.auth.credentials.source, USER_INFO",
    "basic.auth.user.info, me:secret",
    "bearer.auth.credentials.source, OAUTHBEARER",
    "bearer.auth.token, abc",
    "request.header.Host, elsewhere"
  })
  void of_badValue_namesTheSetting(String name, String value) {
    assertThatThrownBy(() -> config(Map.of(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
    if (!name.equals("schema.registry.url")) {
      assertThatThrownBy(() -> config(Map.of("schema.registry." + name, value)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void of_noUrl_namesIt() {
    assertThatThrownBy(() -> ClientConfig.of(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }

  @Test
  void of_urlThatIsNone_keepsItsPasswordToItself() {
    assertThatThrownBy(() -> config(Map.of("schema.registry.url", "http://me:p ss@h")))
        .isInstanceOf(ConfigException.class)
        .message()
        .doesNotContain("p ss");
  }

  @Test
  void of_basicAndBearer_isRefused() {
    assertThatThrownBy(
            () ->
                config(
                    Map.of(
                        "basic.auth.credentials.source", "USER_INFO",
                        "basic.auth.user.info", "me:secret",
                        "bearer.auth.credentials.source", "STATIC_TOKEN",
                        "bearer.auth.token", "abc")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Both basic and bearer")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void of_bothSpellings_mustAgree() {
    Map<String, String> both = Map.of("max.retries", "1", "schema.registry.max.retries", "2");
    assertThatThrownBy(() -> config(both))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max.retries");
    assertThat(config(Map.of("max.retries", "1", "schema.registry.max.retries", "1")).maxRetries())
        .isEqualTo(1);
  }

  @Test
  void maxWait_doublesUpToTheLimit() {
    ClientConfig config = config(Map.of());
    assertThat(new long[] {config.maxWaitMs(1), config.maxWaitMs(2), config.maxWaitMs(5)})
        .containsExactly(1000, 2000, 16000);
    assertThat(config.maxWaitMs(6)).isEqualTo(20000);
    assertThat(config.maxWaitMs(1000)).isEqualTo(20000);
  }
}
