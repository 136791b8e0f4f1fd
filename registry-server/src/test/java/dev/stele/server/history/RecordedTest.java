package dev.stele.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.domain.Event.ConfigRemoved;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.Subject;
import dev.stele.server.log.LogTopic;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordedTest {
  private static final String KEY = "{\"keytype\":\"CONFIG\",\"subject\":\"a\",\"magic\":0}";
  private static final UUID COMMAND = new UUID(1, 2);

  @Test
  void tombstone_isRead_withItsRequest() {
    Recorded recorded = read(KEY);

    assertThat(recorded.tombstone()).isTrue();
    assertThat(recorded.offset()).isEqualTo(5);
    assertThat(recorded.event()).contains(new ConfigRemoved(Subject.of("a")));
    assertThat(recorded.isSpelledRight()).isTrue();
    assertThat(recorded.record().part().orElseThrow().command().request()).isEqualTo("r1");
    assertThat(recorded).isEqualTo(Recorded.of(LogTopic.SCHEMAS, recorded.record()));
  }

  @Test
  void keyInAnotherOrder_isNotSpelledRight() {
    Recorded recorded = read("{\"subject\":\"a\",\"keytype\":\"CONFIG\",\"magic\":0}");

    assertThat(recorded.event()).contains(new ConfigRemoved(Subject.of("a")));
    assertThat(recorded.isSpelledRight()).isFalse();
  }

  private static Recorded read(String key) {
    Headers headers =
        new RecordHeaders()
            .add("stele.v", bytes("1"))
            .add("stele.cmd", bytes(COMMAND.toString()))
            .add("stele.req", bytes("r1"))
            .add("stele.part", bytes("1/1"));
    return Recorded.read(LogTopic.SCHEMAS, new Stamp(5, 0), bytes(key), null, headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
