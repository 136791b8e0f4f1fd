package dev.stele.serde.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stele.serde.fixture.FakeRegistry;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the sentence about a failure says beyond topic and subject. */
@Timeout(60)
final class FaultMessagesTest {
  private static final String GUID = "7d2a8d0c-2d4e-4d2a-8d0c-2d4e4d2a8d0c";

  private final FakeRegistry registry = new FakeRegistry();
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void close() {
    released.countDown();
    registry.close();
  }

  private Map<String, Object> settings(Object... more) {
    Map<String, Object> settings =
        new HashMap<>(Map.of("schema.registry.url", registry.url(), "max.retries", 0));
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return settings;
  }

  private AvroSerializer<Object> serializer(Object... more) {
    AvroSerializer<Object> serializer = new AvroSerializer<>();
    serializer.configure(settings(more), false);
    return serializer;
  }

  private AvroDeserializer<Object> deserializer() {
    AvroDeserializer<Object> deserializer = new AvroDeserializer<>();
    deserializer.configure(settings(), false);
    return deserializer;
  }

  private static byte[] message(int id) {
    return ByteBuffer.allocate(6).put((byte) 0).putInt(id).array();
  }

  @Test
  void idOfTheSettings_thatTheRegistryDoesNotKnow_isNamed() {
    assertThatThrownBy(
            () ->
                serializer("auto.register.schemas", false, "use.schema.id", 55).serialize("t", "x"))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(
            "Cannot serialize the value to topic t, subject t-value, schema id 55: GET ");
  }

  @Test
  void guidOfTheSettings_thatTheRegistryDoesNotKnow_isNamed() {
    assertThatThrownBy(
            () ->
                serializer("auto.register.schemas", false, "use.schema.guid", GUID)
                    .serialize("t", "x"))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(
            "Cannot serialize the value to topic t, subject t-value, schema guid " + GUID + ": ");
  }

  @Test
  void unknownId_whoReadsIsNotToldToRegister() {
    assertThatThrownBy(() -> deserializer().deserialize("t", message(9)))
        .hasMessageContaining("schema id 9")
        .hasMessageContaining("check that schema.registry.url")
        .hasMessageNotContaining("auto.register.schemas");
  }

  @Test
  void schemaThatIsNone_isToldAsSuch() {
    int id = registry.put("t-value", "{\"type\":\"rec");
    assertThatThrownBy(() -> deserializer().deserialize("t", message(id)))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(
            "Cannot deserialize the value from topic t, subject t-value, schema id "
                + id
                + ": the registered schema cannot be used: not an Avro schema: {\"type\":\"rec: ")
        .hasCauseInstanceOf(RuntimeException.class);
  }

  @Test
  void interruption_blamesNobody() {
    registry.fail(
        request -> {
          released.await();
          return null;
        });
    AvroSerializer<Object> serializer = serializer();
    Thread.currentThread().interrupt();
    Throwable failure = catchThrowable(() -> serializer.serialize("t", "x"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure)
        .isInstanceOf(InterruptException.class)
        .hasMessageContaining("to topic t")
        .hasMessageEndingWith("interrupted")
        .hasCauseInstanceOf(InterruptedException.class);
  }
}
