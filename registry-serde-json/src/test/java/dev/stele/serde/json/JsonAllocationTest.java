package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;
import dev.stele.serde.fixture.FakeRegistry;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** After the first message: what a message costs beyond what Jackson does with it, in bytes. */
final class JsonAllocationTest {
  private static final int WARM_UP = 20_000;
  private static final int CALLS = 20_000;
  private static final int MOST = 64;

  private final FakeRegistry registry = new FakeRegistry();
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private final JsonMapper mapper = JsonMappers.of(JsonSchemaConfig.of(Map.of(), false));

  record Quake(String id, String place, long time, double mag, int felt, boolean tsunami) {}

  private static final Quake QUAKE =
      new Quake("us7000kufc", "92 km NE of Hihifo, Tonga", 1696118400000L, 4.7, 3, false);

  @AfterEach
  void close() {
    registry.close();
  }

  private interface Call {
    void run() throws Exception;
  }

  /** The mean over many calls; whatever else the JVM does in this thread is spread thin. */
  private long bytesPerCall(Call call) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      call.run();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
  }

  @Test
  void serialize_allocatesNoMoreThanJackson() throws Exception {
    JsonSchemaSerializer<Quake> serializer =
        JsonSchemaSerializer.<Quake>builder().registry(registry.url()).forValues();
    serializer.serialize("t", QUAKE);
    ObjectWriter writer = mapper.writer();
    long jackson = bytesPerCall(() -> writer.writeValueAsBytes(QUAKE));
    assertThat(bytesPerCall(() -> serializer.serialize("t", QUAKE)))
        .isLessThanOrEqualTo(jackson + MOST);
  }

  @Test
  void deserialize_allocatesNoMoreThanJackson() throws Exception {
    byte[] message =
        Objects.requireNonNull(
            JsonSchemaSerializer.<Quake>builder()
                .registry(registry.url())
                .forValues()
                .serialize("t", QUAKE));
    JsonSchemaDeserializer<Quake> deserializer =
        JsonSchemaDeserializer.builder(Quake.class).registry(registry.url()).forValues();
    assertThat(deserializer.deserialize("t", message)).isEqualTo(QUAKE);
    ObjectReader reader = mapper.readerFor(Quake.class);
    long jackson = bytesPerCall(() -> reader.readValue(message, 5, message.length - 5));
    assertThat(bytesPerCall(() -> deserializer.deserialize("t", message)))
        .isLessThanOrEqualTo(jackson + MOST);
  }
}
