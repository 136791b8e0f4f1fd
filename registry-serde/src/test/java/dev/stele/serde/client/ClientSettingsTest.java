package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientSettingsTest {
  private static ClientSettings settings(Map<String, String> given) {
    Map<String, Object> all = new HashMap<>(Map.of("schema.registry.url", "http://h:8081"));
    all.putAll(given);
    return ClientSettings.of(all);
  }

  @ParameterizedTest
  @CsvSource({
    "max.retries, many",
    "max.retries, -1",
    "http.read.timeout.ms, 0",
    "schema.registry.url, localhost:8081",
    "schema.registry.url, mock://scope",
    "schema.registry.url, http://",
    "schema.registry.url, 'http://a:1,b:2'",
    "stele.client.timeout.ms, 0",
    "schema.registry.url.randomize, perhaps",
    "latest.cache.size, 0",
    "missing.id.cache.ttl.sec, -1",
    "missing.cache.size, 0",
    "subject.name.strategy.cache.size, 0",
    "subject.name.strategy.cache.expiry.secs, -2",
    "proxy.host, squid",
    "proxy.port, 3128",
    "proxy.port, 70000",
    "stele.client.listener.class, java.lang.String",
    "stele.client.listener.class, no.such.Class",
    "basic.auth.credentials.source, KERBEROS",
    "basic.auth.credentials.source, SASL_INHERIT",
    "basic.auth.credentials.source, USER_INFO",
    "basic.auth.user.info, me:secret",
    "bearer.auth.credentials.source, OAUTHBEARER",
    "bearer.auth.credentials.source, SASL_OAUTHBEARER_INHERIT",
    "bearer.auth.credentials.source, STATIC_TOKEN",
    "bearer.auth.credentials.source, UAMI",
    "bearer.auth.credentials.source, CUSTOM",
    "bearer.auth.credentials.source, GUESS",
    "bearer.auth.client.secret, abc",
    "bearer.auth.custom.provider.class, java.lang.String",
    "bearer.auth.cache.expiry.buffer.seconds, -1",
    "bearer.auth.token, abc",
    "request.header.Host, elsewhere"
  })
  void of_badValue_namesTheSetting(String name, String value) {
    assertThatThrownBy(() -> settings(Map.of(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
    if (!name.startsWith("schema.registry.url")) {
      assertThatThrownBy(() -> settings(Map.of("schema.registry." + name, value)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void builder_timeBeyondAllLimits_namesTheSetting() {
    assertThatThrownBy(
            () ->
                RegistryClient.builder().url("http://h:8081").timeout(Duration.ofDays(30)).build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("stele.client.timeout.ms");
  }

  @Test
  void of_noUrl_namesIt() {
    assertThatThrownBy(() -> ClientSettings.of(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }

  @Test
  void of_urlThatIsNone_keepsItsPasswordToItself() {
    assertThatThrownBy(() -> settings(Map.of("schema.registry.url", "http://me:p ss@h")))
        .isInstanceOf(ConfigException.class)
        .message()
        .doesNotContain("p ss");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mock://scope", "MOCK://scope", "mock://"})
  void of_mockWithoutTestkit_namesTheArtifactToAdd(String url) {
    assertThatThrownBy(() -> settings(Map.of("schema.registry.url", url)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("dev.stele:registry-testkit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mock://a,mock://b", "mock://a,http://me:secret@h", "http://me:secret@h,mock://a"})
  void of_mockBesideAnother_isRefused(String urls) {
    assertThatThrownBy(() -> settings(Map.of("schema.registry.url", urls)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url")
        .hasMessageContaining("mock://")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void of_basicAndBearer_isRefused() {
    assertThatThrownBy(
            () ->
                settings(
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
  void of_sourceWithoutWhatItNeeds_namesWhatIsMissing() {
    Map<String, String> oauth =
        new HashMap<>(Map.of("bearer.auth.credentials.source", "OAUTHBEARER"));
    for (String setting :
        List.of(
            "bearer.auth.issuer.endpoint.url",
            "bearer.auth.client.id",
            "bearer.auth.client.secret")) {
      assertThatThrownBy(() -> settings(oauth))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(setting);
      oauth.put(setting, "http://idp/token");
    }
    settings(oauth);
  }

  @Test
  void of_userInUrlAndToken_isRefused() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of(
                        "schema.registry.url", "http://me:secret@h",
                        "bearer.auth.credentials.source", "STATIC_TOKEN",
                        "bearer.auth.token", "hush")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url")
        .message()
        .doesNotContain("secret")
        .doesNotContain("hush");
  }

  @Test
  void of_headerThatCannotBeSent_keepsItsValueToItself() {
    assertThatThrownBy(() -> settings(Map.of("request.header.X-Key", "hush\n")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("request.header.X-Key")
        .message()
        .doesNotContain("hush");
  }

  @Test
  void of_loginModuleThatIsNone_keepsItsTextToItself() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of(
                        "basic.auth.credentials.source", "SASL_INHERIT",
                        "sasl.jaas.config", "Plain required username=\"me\" password \"hush\"")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sasl.jaas.config")
        .message()
        .doesNotContain("hush");
  }

  @Test
  void of_settingWithoutEffect_isAccepted() {
    settings(Map.of("use.apache.http.client", "true"));
  }

  @Test
  void of_bothSpellings_mustAgree() {
    Map<String, String> both = Map.of("max.retries", "1", "schema.registry.max.retries", "2");
    assertThatThrownBy(() -> settings(both))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max.retries");
    assertThat(
            settings(Map.of("max.retries", "1", "schema.registry.max.retries", "1"))
                .retries()
                .max())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema.registry.ssl.engine.factory.class",
        "schema.registry.ssl.provider",
        "schema.registry.ssl.secure.random.implementation"
      })
  void settingThatWouldReplaceCode_isRefused(String setting) {
    assertThatThrownBy(
            () -> ClientSettings.of(Map.of("schema.registry.url", "https://h", setting, "X")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(setting);
  }

  @ParameterizedTest
  @CsvSource({
    "max.schemas.per.subject, 2147483647",
    "latest.cache.size, 2147483647",
    "missing.cache.size, 2147483647",
    "subject.name.strategy.cache.size, 2147483647",
    "latest.cache.ttl.sec, 9223372036854775807",
    "missing.id.cache.ttl.sec, 2147483647"
  })
  void of_noLimitAsPeopleWriteIt_isTaken(String setting, String value) {
    ClientSettings settings =
        ClientSettings.of(Map.of("schema.registry.url", "http://h", setting, value));
    assertThat(settings.cacheCapacity()).isBetween(10_000, 10_000_000);
  }
}
