package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.serde.fixture.Allocation;
import dev.stele.serde.fixture.FakeRegistry;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** After the first message: what a message costs beyond what Jackson does with it, in bytes. */
final class JsonAllocationTest {
  private static final int MOST = 64;

  private final FakeRegistry registry = new FakeRegistry();
  private final JsonMapper mapper = JsonMappers.of(JsonSchemaSettings.of(Map.of(), false));

  record Quake(String id, String place, long time, double mag, int felt, boolean tsunami) {}

  private static final Quake QUAKE =
      new Quake("us7000kufc", "92 km NE of Hihifo, Tonga", 1696118400000L, 4.7, 3, false);

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void serialize_allocatesNoMoreThanJackson() throws Exception {
    JsonSchemaSerializer<Quake> serializer =
        JsonSchemaSerializer.<Quake>builder().registry(registry.url()).forValues();
    serializer.serialize("t", QUAKE);
    ObjectWriter writer = mapper.writer();
    long most = Allocation.perCall(() -> writer.writeValueAsBytes(QUAKE)) + MOST;
    assertThat(Allocation.perCall(() -> serializer.serialize("t", QUAKE)))
        .isLessThanOrEqualTo(most);
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
    long most = Allocation.perCall(() -> reader.readValue(message, 5, message.length - 5)) + MOST;
    assertThat(Allocation.perCall(() -> deserializer.deserialize("t", message)))
        .isLessThanOrEqualTo(most);
  }
}
