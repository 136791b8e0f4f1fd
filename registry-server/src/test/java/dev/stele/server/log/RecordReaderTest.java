package dev.stele.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Config;
import dev.stele.server.domain.Event.ConfigSet;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.Subject;
import dev.stele.server.log.Claim.Node;
import dev.stele.server.log.LogRecord.Barrier;
import dev.stele.server.log.LogRecord.Fact;
import dev.stele.server.log.LogRecord.Part;
import dev.stele.server.log.LogRecord.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordReaderTest {
  private static final Stamp STAMP = new Stamp(42, 1);
  private static final String NOOP = "{\"keytype\":\"NOOP\",\"magic\":0}";
  private static final String CONFIG = "{\"keytype\":\"CONFIG\",\"subject\":\"s\",\"magic\":0}";
  private static final Node NODE = new Node("n-1", "http://h:8081", "stele-_schemas");
  private static final CommandId COMMAND = new CommandId(new UUID(1, 2), "");

  private final RecordReader reader = new RecordReader(LogTopic.SCHEMAS);

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":2} | {\"id\":1} |"
            + " magic is 2, not 0 or 1",
        "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"magic\":1} | {\"id\":1} |"
            + " version is missing, not an integer",
        "{\"keytype\":\"SCHEMA\",\"version\":1,\"magic\":1} | {\"id\":\"1\"} |"
            + " id is \"1\", not an integer",
        "{\"keytype\":\"SCHEMA\",\"version\":1,\"magic\":1} | {\"id\":1,\"md5\":\"AAAA\"} |"
            + " md5 has 3 bytes, not 16",
        "{\"keytype\":\"MODE\",\"magic\":0} | {\"mode\":\"SLEEPING\"} | mode 'SLEEPING' is unknown",
        "{\"keytype\":\"CONFIG\",\"magic\":0} | {\"compatibilityLevel\":\"MOST\"} |"
            + " compatibilityLevel 'MOST' is unknown",
        "{\"keytype\":\"CONFIG\",\"magic\":0} | {\"normalize\":\"yes\"} |"
            + " normalize is \"yes\", not true or false",
        "{\"keytype\":\"CONFIG\",\"magic\":0} | [] | value is not a JSON object",
        "{\"keytype\":\"COUNTER\",\"context\":\".\"} | {\"highestId\":1} |"
            + " keytype 'COUNTER' is unknown",
        "{\"keytype\":\"CONTEXT\",\"tenant\":\"acme\",\"context\":\".c\"} | {} |"
            + " tenant 'acme' is unknown",
        "{\"magic\":0} | {} | keytype '' is unknown",
      })
  void read_whatMeansNothing_saysWhy(String key, String value, String reason) {
    assertThat(read(key, value).content()).isEqualTo(new Unreadable(key, reason, false));
  }

  @Test
  void read_noKey_isUnreadable() {
    assertThat(reader.read(STAMP, null, bytes("{}"), new RecordHeaders()).content())
        .isEqualTo(new Unreadable("", "it has no key", false));
  }

  @Test
  void read_longKey_isShortened() {
    Unreadable unreadable = (Unreadable) read("\n" + "x".repeat(1000), null).content();

    assertThat(unreadable.key()).isEqualTo(" " + "x".repeat(199) + "…");
  }

  @Test
  void read_deepNesting_isUnreadable() {
    Unreadable unreadable = (Unreadable) read(CONFIG, "{\"x\":" + "[".repeat(100_000)).content();

    assertThat(unreadable.reason()).startsWith("value is not JSON: ").contains("nesting depth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"keytype\":\"CONFIG\",\"magic\":0}",
        "{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}",
        "{\"magic\":9,\"other\":{},\"keytype\":\"CONFIG\"}",
      })
  void read_keyWithoutSubject_isTheGlobalScope(String key) {
    assertThat(read(key, "{\"alias\":\"a\",\"unknown\":[1]}").content())
        .isEqualTo(
            new Fact(
                new ConfigSet(
                    Subject.GLOBAL,
                    new Config(
                        "a", null, null, null, null, null, null, null, null, null, null, null,
                        null))));
  }

  @Test
  void read_valueOfAnOldWriter_isFilledFromKeyAndDefaults() {
    LogRecord read =
        read(
            "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":3,\"magic\":0}",
            "{\"schema\":\"\\\"int\\\"\",\"id\":9,\"offset\":1,\"ts\":2}");

    SchemaWritten written = (SchemaWritten) ((Fact) read.content()).event();
    assertThat(written.subject()).isEqualTo(Subject.of("s"));
    assertThat(written.version()).isEqualTo(3);
    assertThat(written.content().type()).isEqualTo(SchemaType.AVRO);
    assertThat(written.deleted()).isFalse();
  }

  @Test
  void read_md5_isTheGuid() {
    LogRecord read =
        read(
            "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}",
            "{\"id\":1,\"md5\":\"AAAAAAAAAAEAAAAAAAAAAg==\",\"schema\":\"\\\"int\\\"\"}");

    SchemaWritten written = (SchemaWritten) ((Fact) read.content()).event();
    assertThat(written.content().guid()).isEqualTo(new UUID(1, 2));
  }

  @ParameterizedTest
  @CsvSource({"DELETE_SUBJECT", "CLEAR_SUBJECT"})
  void read_tombstoneThatEndsNothing_isNoFact(String keytype) {
    assertThat(read("{\"keytype\":\"" + keytype + "\",\"subject\":\"s\",\"magic\":0}", null))
        .isEqualTo(new LogRecord(STAMP, new Barrier(Optional.empty()), Optional.empty()));
  }

  @Test
  void read_foreignBarrier_claimsNothing() {
    assertThat(read(NOOP, null).content()).isEqualTo(new Barrier(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void read_ourBarrier_isNamedByItsOffset(boolean released) {
    Headers headers = LogHeaders.ofBarrier(NODE, released);

    assertThat(reader.read(STAMP, bytes(NOOP), null, headers).content())
        .isEqualTo(new Barrier(Optional.of(new Claim(42, NODE, released))));
  }

  @Test
  void read_ourBarrierInOurOwnTopic_claimsNothing() {
    Headers headers = LogHeaders.ofBarrier(NODE, false);

    assertThat(new RecordReader(LogTopic.OWN).read(STAMP, bytes(NOOP), null, headers).content())
        .isEqualTo(new Barrier(Optional.empty()));
  }

  @Test
  void read_part_isKept() {
    Part part = new Part(COMMAND, 2, 3);

    assertThat(reader.read(STAMP, bytes(CONFIG), null, LogHeaders.ofPart(part)).part())
        .contains(part);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "stele.v, one",
    "stele.v, -1",
    "stele.part, 0/1",
    "stele.part, 2/1",
    "stele.part, 1",
    "stele.part, 99999999999/99999999999",
    "stele.cmd, x",
  })
  void read_damagedHeader_saysWhich(String name, String value) {
    Headers headers = LogHeaders.ofPart(new Part(COMMAND, 1, 1));
    headers.remove(name).add(name, bytes(value));

    assertThat(reader.read(STAMP, bytes(CONFIG), null, headers).content())
        .isEqualTo(new Unreadable(CONFIG, "header %s is '%s'".formatted(name, value), false));
  }

  @Test
  void read_newerFormat_saysSo() {
    Headers headers = new RecordHeaders().add(LogHeaders.VERSION, bytes("2"));

    assertThat(reader.read(STAMP, bytes(CONFIG), null, headers).content())
        .isEqualTo(
            new Unreadable(
                CONFIG, "it has format version 2, and this release reads up to 1", true));
  }

  @ParameterizedTest
  @EnumSource(LogTopic.class)
  void read_randomBytes_neverThrows(LogTopic topic) {
    Random random = new Random(4711);
    RecordReader fuzzed = new RecordReader(topic);
    for (int i = 0; i < 20_000; i++) {
      JsonRecord valid = RecordCodecs.encode(new GeneratedEvents(i).next());
      byte[] key = damaged(valid.keyBytes(), random);
      byte[] value = damaged(valid.valueBytes(), random);

      assertThat(fuzzed.read(STAMP, key, value, headers(random)).stamp()).isEqualTo(STAMP);
    }
  }

  private static byte @Nullable [] damaged(byte @Nullable [] bytes, Random random) {
    int luck = random.nextInt(6);
    if (bytes == null || bytes.length == 0 || luck == 0) {
      return bytes;
    }
    byte[] damaged = bytes.clone();
    if (luck == 1) {
      random.nextBytes(damaged);
    } else if (luck == 2) {
      return Arrays.copyOf(damaged, random.nextInt(damaged.length));
    } else {
      for (int i = 0; i < luck; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
    }
    return damaged;
  }

  private static Headers headers(Random random) {
    Headers headers =
        random.nextBoolean()
            ? LogHeaders.ofBarrier(NODE, false)
            : LogHeaders.ofPart(new Part(COMMAND, 1, 1));
    List.of(headers.toArray())
        .forEach(
            header -> {
              if (random.nextInt(4) == 0) {
                headers.add(header.key(), damaged(header.value(), random));
              }
            });
    return headers;
  }

  private LogRecord read(String key, @Nullable String value) {
    return reader.read(STAMP, bytes(key), value == null ? null : bytes(value), new RecordHeaders());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
