package dev.stele.bench;

import dev.stele.serde.avro.AvroDeserializer;
import dev.stele.serde.avro.AvroSerializer;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
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
 * What the deserializer adds to Avro's own decoding. Run: {@code benchmarks/run
 * AvroDeserializeBenchmark -prof gc}. Both allocate the record and little else.
 */
@SuppressWarnings("NullAway.Init") // JMH calls setUp before anything else
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AvroDeserializeBenchmark {
  private static final int PREFIX_BYTES = 5;

  @Param Shape shape = Shape.FLAT;

  private byte[] message;
  private FixedRegistry registry;
  private AvroDeserializer<Object> deserializer;
  private GenericDatumReader<GenericRecord> reader;
  private BinaryDecoder decoder;

  @Setup
  public void setUp() {
    GenericRecord record = shape.record();
    registry = new FixedRegistry();
    AvroSerializer<Object> serializer = new AvroSerializer<>(registry.client());
    serializer.configure(Map.of(), false);
    message = Objects.requireNonNull(serializer.serialize("topic", record));
    deserializer = new AvroDeserializer<>(registry.client());
    deserializer.configure(Map.of(), false);
    reader = new GenericDatumReader<>(record.getSchema());
    decoder = DecoderFactory.get().binaryDecoder(message, null);
  }

  @TearDown
  public void tearDown() {
    registry.close();
  }

  /** Our deserializer. */
  @Benchmark
  public @Nullable Object stele() {
    return deserializer.deserialize("topic", message);
  }

  /** Avro alone, with everything reused that it lets one reuse. */
  @Benchmark
  public Object avro() throws IOException {
    decoder =
        DecoderFactory.get()
            .binaryDecoder(message, PREFIX_BYTES, message.length - PREFIX_BYTES, decoder);
    return reader.read(null, decoder);
  }
}
