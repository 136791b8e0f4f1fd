package dev.stele.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.avro.AvroSerializer;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.RegistryException;
import dev.stele.serde.fixture.FakeRegistry;
import dev.stele.serde.internal.settings.SerdeSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AssociatedNameStrategyTest {
  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private SubjectNameStrategy strategy(String... settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("schema.registry.url", registry.url());
    all.put("max.retries", 0);
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    // It is the one that is used when none is named.
    SubjectNameStrategy strategy = SerdeSettings.of(all, false).subjects();
    assertThat(strategy).isInstanceOf(AssociatedNameStrategy.class);
    strategy.useClient(RegistryClient.of(all));
    return strategy;
  }

  private static Optional<String> subject(SubjectNameStrategy strategy, boolean isKey) {
    return strategy.subject("orders", isKey, null);
  }

  @Test
  void associatedSubject_isAskedForOncePerSide() {
    registry.associate("orders", false, ":.emea:all-orders");
    SubjectNameStrategy strategy = strategy("subject.name.strategy.kafka.cluster.id", "lkc-1");
    for (int i = 0; i < 3; i++) {
      assertThat(subject(strategy, false)).contains(":.emea:all-orders");
      assertThat(subject(strategy, true)).contains("orders-key");
    }
    assertThat(registry.associationRequests())
        .containsExactly(
            "GET /associations/resources/lkc-1/orders?resourceType=topic&associationType=value",
            "GET /associations/resources/lkc-1/orders?resourceType=topic&associationType=key");
  }

  @Test
  void registryWithoutAssociations_isAskedOnce() {
    SubjectNameStrategy strategy = strategy();
    for (int i = 0; i < 3; i++) {
      assertThat(subject(strategy, false)).contains("orders-value");
    }
    assertThat(registry.associationRequests())
        .containsExactly(
            "GET /associations/resources/-/orders?resourceType=topic&associationType=value");
  }

  @Test
  void severalSubjects_areRefused() {
    registry.associate("orders", false, "a", "b");
    assertThatThrownBy(() -> subject(strategy(), false))
        .isInstanceOf(SerializationException.class)
        .hasMessage("Multiple associated subjects found for topic orders: [a, b]");
  }

  @Test
  void noSubjectAndNoFallback_isRefused() {
    SubjectNameStrategy strategy = strategy("subject.name.strategy.fallback.type", "NONE");
    assertThatThrownBy(() -> subject(strategy, false))
        .isInstanceOf(SerializationException.class)
        .hasMessage("No associated subject found for topic orders");
  }

  @Test
  void firstQuestionThatFails_fails_andIsAskedAgain() {
    registry.failAssociations(request -> FakeRegistry.refusal(500, 50001, "backend"));
    SubjectNameStrategy strategy = strategy();
    assertThatThrownBy(() -> subject(strategy, false))
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.isRetriable()).isTrue());
    registry.recover();
    assertThat(subject(strategy, false)).contains("orders-value");
  }

  @Test
  void serializerThatCannotAsk_saysItMayPass() {
    registry.failAssociations(request -> new FakeRegistry.Answer(503, ""));
    AvroSerializer<String> serializer =
        AvroSerializer.<String>builder()
            .registry(registry.url())
            .setting("max.retries", 0)
            .forValues();
    assertThatThrownBy(() -> serializer.serialize("orders", "x"))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("topic orders");
    registry.recover();
    registry.associate("orders", false, "all-orders");
    for (int i = 0; i < 3; i++) {
      Objects.requireNonNull(serializer.serialize("orders", "x"));
    }
    assertThat(registry.associationRequests()).hasSize(2);
    assertThat(registry.requests())
        .containsExactly("POST /subjects/all-orders/versions?normalize=false");
  }

  @Test
  void answerThatIsTooOld_isUsedOnDuringAnOutage() {
    registry.associate("orders", false, "all-orders");
    // Every use finds it too old.
    SubjectNameStrategy strategy = strategy("subject.name.strategy.cache.expiry.secs", "0");
    assertThat(subject(strategy, false)).contains("all-orders");
    registry.close();
    assertThat(subject(strategy, false)).contains("all-orders");
  }

  @Test
  void fallbackToTheRecordsName_needsTheSchemaUnlessASubjectIsAssociated() {
    SubjectNameStrategy strategy = strategy("subject.name.strategy.fallback.type", "RECORD");
    assertThat(strategy.usesSchema()).isTrue();
    assertThat(subject(strategy, false)).isEmpty();
    registry.associate("payments", false, "all-payments");
    assertThat(strategy.subject("payments", false, null)).contains("all-payments");
  }

  @Test
  void fallbackThatIsNone_isRefusedByName() {
    assertThatThrownBy(() -> strategy("subject.name.strategy.fallback.type", "GUESS"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("subject.name.strategy.fallback.type");
  }
}
