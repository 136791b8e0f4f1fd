package dev.stele.it.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.stele.it.fixture.SharedRegistry;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a topic gives a value or a {@link SerializationException}, with little memory. */
class DamagedMessagesTest {
  private static final int VARIANTS = 10_000;
  private static final long SEED = 20_260_203;

  /** What one damaged message of some 100 bytes may take, with all that is asked for it. */
  private static final long MOST_BYTES = 16 << 20;

  @RegisterExtension static final SharedRegistry stele = new SharedRegistry();

  static Stream<OurFormat> formats() {
    return OurFormat.all().stream();
  }

  static Stream<Arguments> exchanges() {
    return formats()
        .flatMap(
            format -> Exchange.all(format.type()).map(exchange -> Arguments.of(format, exchange)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("exchanges")
  void truncatedAtAnyLength_isAValueOrAnError(OurFormat format, Exchange exchange) {
    String topic = "truncated-" + format + "-" + exchange;
    try (Application app = new Application(format, stele.url(), Map.of())) {
      byte[] message = app.write(topic, exchange);
      for (int length = 0; length < message.length; length++) {
        read(app, topic, message, Arrays.copyOf(message, length));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void damagedInAnyWay_isAValueOrAnError(OurFormat format) {
    List<Exchange> exchanges = Exchange.all(format.type()).toList();
    Random random = new Random(SEED);
    try (Application app = new Application(format, stele.url(), Map.of())) {
      List<byte[]> messages =
          exchanges.stream().map(each -> app.write(topic(format, each), each)).toList();
      for (int i = 0; i < VARIANTS; i++) {
        int which = random.nextInt(messages.size());
        byte[] message = messages.get(which);
        read(app, topic(format, exchanges.get(which)), message, damaged(message, random));
      }
    }
  }

  static Stream<Arguments> pairs() {
    return formats()
        .flatMap(
            writer ->
                formats()
                    .filter(reader -> !reader.type().equals(writer.type()))
                    .map(reader -> Arguments.of(writer, reader)));
  }

  @ParameterizedTest(name = "{0} read as {1}")
  @MethodSource("pairs")
  void messageOfAnotherFormat_isAnErrorThatNamesBoth(OurFormat writer, OurFormat reader) {
    String topic = "other-" + writer + "-" + reader;
    Exchange exchange = Exchange.all(writer.type()).findFirst().orElseThrow();
    try (Application writing = new Application(writer, stele.url(), Map.of());
        Application reading = new Application(reader, stele.url(), Map.of())) {
      byte[] message = writing.write(topic, exchange);

      assertThatThrownBy(() -> reading.read(topic, message))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("from topic " + topic + ", subject " + topic + "-value")
          .hasMessageContaining("id " + ByteBuffer.wrap(message).getInt(1))
          .hasMessageContaining(writer.type().name())
          .hasMessageContaining(reader.type().name());
    }
  }

  private static String topic(OurFormat format, Exchange exchange) {
    return "damaged-" + format + "-" + exchange;
  }

  private static void read(Application app, String topic, byte[] message, byte[] damaged) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      app.read(topic, damaged);
    } catch (SerializationException e) {
      assertThat(e).hasMessageContaining(topic);
      if (Arrays.mismatch(message, 0, 5, damaged, 0, Math.min(5, damaged.length)) < 0) {
        assertThat(e)
            .hasMessageContaining("from topic " + topic + ", subject " + topic + "-value")
            .hasMessageContaining("schema id " + ByteBuffer.wrap(message).getInt(1) + ":");
      }
    } catch (RuntimeException | Error e) {
      throw new AssertionError("Not an error of ours: " + Message.hex(damaged), e);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .as(() -> "Takes too much: " + Message.hex(damaged))
        .isLessThan(MOST_BYTES);
  }

  /** A copy with some bytes changed, inserted, removed or repeated; seldom of the schema's id. */
  private static byte[] damaged(byte[] message, Random random) {
    byte[] damaged = message.clone();
    int from = random.nextInt(20) == 0 ? 0 : 5;
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      int length = damaged.length;
      int at = Math.min(length, from + random.nextInt(Math.max(1, length - from)));
      damaged =
          switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(damaged, at);
            case 1 -> splice(damaged, at, at, bytes(random, 1 + random.nextInt(8)));
            case 2 ->
                splice(damaged, at, Math.min(length, at + 1 + random.nextInt(8)), new byte[0]);
            case 3 -> splice(damaged, at, at, Arrays.copyOfRange(damaged, at, length));
            case 4 -> splice(damaged, at, Math.min(length, at + 1), new byte[] {extreme(random)});
            default -> splice(damaged, at, Math.min(length, at + 1), bytes(random, 1));
          };
    }
    return damaged;
  }

  // Lengths and counts that are large or negative are made of these.
  private static byte extreme(Random random) {
    byte[] extremes = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, (byte) 0xfe};
    return extremes[random.nextInt(extremes.length)];
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] splice(byte[] message, int from, int to, byte[] with) {
    ByteBuffer spliced = ByteBuffer.allocate(message.length - (to - from) + with.length);
    spliced.put(message, 0, from).put(with).put(message, to, message.length - to);
    return spliced.array();
  }
}
