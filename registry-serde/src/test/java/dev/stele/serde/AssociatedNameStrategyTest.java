package dev.stele.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.FakeRegistry.Answer;
import dev.stele.serde.avro.AvroSerializer;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AssociatedNameStrategyTest {
  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private AvroSerializer<String> serializer() {
    return AvroSerializer.<String>builder()
        .registry(registry.url())
        .setting("max.retries", 0)
        .setting("subject.name.strategy.kafka.cluster.id", "lkc/1")
        .setting(
            "value.subject.name.strategy",
            "io.confluent.kafka.serializers.subject.AssociatedNameStrategy")
        .forValues();
  }

  private void associations(int status, String body) {
    registry.fail(
        request -> request.startsWith("GET /associations/") ? new Answer(status, body) : null);
  }

  @Test
  void associatedSubject_isUsed_andAskedForOnce() {
    associations(200, "[{\"subject\": \"orders-v2\"}]");
    AvroSerializer<String> serializer = serializer();
    for (int i = 0; i < 3; i++) {
      Objects.requireNonNull(serializer.serialize("orders", "x"));
    }
    assertThat(registry.requests())
        .containsExactly(
            "GET /associations/resources/lkc%2F1/orders?resourceType=topic&associationType=value",
            "POST /subjects/orders-v2/versions?normalize=false");
  }

  @Test
  void noAssociation_fallsBackToTheTopic() {
    associations(404, "{\"error_code\": 404, \"message\": \"HTTP 404 Not Found\"}");
    Objects.requireNonNull(serializer().serialize("orders", "x"));
    assertThat(registry.requests())
        .last()
        .isEqualTo("POST /subjects/orders-value/versions?normalize=false");
  }

  @Test
  void severalAssociations_areRefused() {
    associations(200, "[{\"subject\": \"a\"}, {\"subject\": \"b\"}]");
    assertThatThrownBy(() -> serializer().serialize("orders", "x"))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Multiple associated subjects found for topic orders");
  }

  @Test
  void registryThatCannotBeAsked_isNoAnswer() {
    associations(503, "");
    AvroSerializer<String> serializer = serializer();
    assertThatThrownBy(() -> serializer.serialize("orders", "x"))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("topic orders");
    associations(200, "[{\"subject\": \"orders-v2\"}]");
    Objects.requireNonNull(serializer.serialize("orders", "x"));
    assertThat(registry.requests())
        .last()
        .isEqualTo("POST /subjects/orders-v2/versions?normalize=false");
  }
}
