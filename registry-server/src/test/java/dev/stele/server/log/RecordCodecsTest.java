package dev.stele.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.Subject;
import dev.stele.server.log.LogRecord.Barrier;
import dev.stele.server.log.LogRecord.Fact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCodecsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Stamp STAMP = new Stamp(7, 1_700_000_000_000L);

  private record Golden(String name, String key, @Nullable String value) {
    @Override
    public String toString() {
      return name + " " + key;
    }
  }

  static Stream<Golden> recordedBytes() throws IOException {
    List<Golden> all = new ArrayList<>();
    try (InputStream file =
            RecordCodecsTest.class.getResourceAsStream("/conformance/topic-records.jsonl.gz");
        InputStream unpacked = new GZIPInputStream(Objects.requireNonNull(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode scenario = JSON.readTree(line);
        for (JsonNode written : scenario.path("records")) {
          String value = written.get("value").isNull() ? null : written.get("value").textValue();
          all.add(new Golden(scenario.path("name").asText(), written.get("key").asText(), value));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("recordedBytes")
  void decode_recordedBytes_encodesToTheSame(Golden golden) {
    LogRecord read = read(LogTopic.SCHEMAS, golden.key(), golden.value());

    assertThat(read.stamp()).isEqualTo(STAMP);
    assertThat(read.part()).isEmpty();
    if (read.content() instanceof Barrier barrier) {
      assertThat(barrier.claim()).isEmpty();
      assertThat(text(RecordCodecs.barrierKey())).isEqualTo(golden.key());
      assertThat(golden.value()).isNull();
    } else {
      JsonRecord encoded = RecordCodecs.encode(((Fact) read.content()).event());
      assertThat(text(encoded.keyBytes())).isEqualTo(golden.key());
      assertThat(text(encoded.valueBytes())).isEqualTo(golden.value());
    }
  }

  @Test
  void encode_generatedEvents_decodeToTheSame() {
    Set<Class<?>> kinds = new HashSet<>();
    for (long seed = 0; seed < 20_000; seed++) {
      Event event = new GeneratedEvents(seed).next();
      kinds.add(event.getClass());
      JsonRecord encoded = RecordCodecs.encode(event);

      LogRecord read =
          new RecordReader(encoded.topic())
              .read(STAMP, encoded.keyBytes(), encoded.valueBytes(), new RecordHeaders());

      assertThat(read.content()).as("seed %s", seed).isEqualTo(new Fact(event));
    }
    assertThat(kinds).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
  }

  @Test
  void encode_outsideBasicPlane_escapesAsTheReferenceDoes() {
    Event event = new Event.ModeRemoved(Subject.of("\ud83d\ude00 ü漢/\u0001\u2028"));

    assertThat(text(RecordCodecs.encode(event).keyBytes()))
        .isEqualTo(
            "{\"keytype\":\"MODE\",\"subject\":\"\\uD83D\\uDE00 ü漢/\\u0001\u2028\",\"magic\":0}");
  }

  @Test
  void encode_counter_goesToOurOwnTopic() {
    JsonRecord encoded = RecordCodecs.encode(new Event.CounterSet(".ctx", 12));

    assertThat(encoded.topic()).isEqualTo(LogTopic.OWN);
    assertThat(text(encoded.keyBytes()))
        .isEqualTo("{\"keytype\":\"COUNTER\",\"context\":\".ctx\"}");
    assertThat(text(encoded.valueBytes())).isEqualTo("{\"context\":\".ctx\",\"highestId\":12}");
  }

  static LogRecord read(LogTopic topic, String key, @Nullable String value) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    return new RecordReader(topic)
        .read(STAMP, key.getBytes(StandardCharsets.UTF_8), bytes, new RecordHeaders());
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
