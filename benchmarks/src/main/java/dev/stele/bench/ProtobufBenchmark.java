package dev.stele.bench;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.stele.serde.protobuf.ProtobufDeserializer;
import dev.stele.serde.protobuf.ProtobufSerializer;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the serializer and deserializer add to Protobuf's own encoding of generated messages. Run:
 * {@code benchmarks/run ProtobufBenchmark -prof gc}.
 */
@SuppressWarnings("NullAway.Init") // JMH calls setUp before anything else
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ProtobufBenchmark {

  @Param Shape shape = Shape.FLAT;

  private Message object;
  private byte[] message;
  private int payloadAt;
  private FixedRegistry registry;
  private ProtobufSerializer<Message> serializer;
  private ProtobufDeserializer<Message> deserializer;
  private Parser<? extends Message> parser;

  @Setup
  public void setUp() {
    object = Messages.of(shape);
    registry = new FixedRegistry();
    serializer = new ProtobufSerializer<>(registry.client());
    serializer.configure(Map.of(), false);
    deserializer = new ProtobufDeserializer<>(registry.client());
    deserializer.configure(
        Map.of("specific.protobuf.value.type", object.getClass().getName()), false);
    message = Objects.requireNonNull(serializer.serialize("topic", object));
    payloadAt = message.length - object.getSerializedSize();
    parser = object.getParserForType();
  }

  @TearDown
  public void tearDown() {
    registry.close();
  }

  /** Our serializer, prefix included. */
  @Benchmark
  public byte @Nullable [] serializeByStele() {
    return serializer.serialize("topic", object);
  }

  /** Protobuf alone. */
  @Benchmark
  public byte[] serializeByProtobuf() {
    return object.toByteArray();
  }

  /** Our deserializer. */
  @Benchmark
  public @Nullable Object deserializeByStele() {
    return deserializer.deserialize("topic", message);
  }

  /** Protobuf alone. */
  @Benchmark
  public Object deserializeByProtobuf() throws IOException {
    return parser.parseFrom(message, payloadAt, message.length - payloadAt);
  }
}
