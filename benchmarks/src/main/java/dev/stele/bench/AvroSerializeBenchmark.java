package dev.stele.bench;

import dev.stele.serde.avro.AvroSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
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
 * What the serializer adds to Avro's own encoding. Run: {@code benchmarks/run
 * AvroSerializeBenchmark -prof gc}. Both allocate the message and little else.
 */
@SuppressWarnings("NullAway.Init") // JMH calls setUp before anything else
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AvroSerializeBenchmark {
  @Param Shape shape = Shape.FLAT;

  private GenericRecord record;
  private FixedRegistry registry;
  private AvroSerializer<Object> serializer;
  private GenericDatumWriter<GenericRecord> writer;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(4096);
  private BinaryEncoder encoder;

  @Setup
  public void setUp() {
    record = shape.record();
    registry = new FixedRegistry();
    serializer = new AvroSerializer<>(registry.client());
    serializer.configure(Map.of(), false);
    writer = new GenericDatumWriter<>(record.getSchema());
    encoder = EncoderFactory.get().binaryEncoder(buffer, null);
  }

  @TearDown
  public void tearDown() {
    registry.close();
  }

  /** Our serializer, prefix included. */
  @Benchmark
  public byte @Nullable [] stele() {
    return serializer.serialize("topic", record);
  }

  /** Avro alone, with everything reused that it lets one reuse. */
  @Benchmark
  public byte[] avro() throws IOException {
    buffer.reset();
    encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
    writer.write(record, encoder);
    encoder.flush();
    return buffer.toByteArray();
  }
}
