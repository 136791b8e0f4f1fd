package dev.stele.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.stele.serde.json.JsonSchemaDeserializer;
import dev.stele.serde.json.JsonSchemaSerializer;
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
 * What the serializer and deserializer add to Jackson's own encoding of plain objects, without
 * validation, which is off by default. Run: {@code benchmarks/run JsonBenchmark -prof gc}.
 */
@SuppressWarnings("NullAway.Init") // JMH calls setUp before anything else
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JsonBenchmark {
  private static final int PREFIX_BYTES = 5;

  @Param Shape shape = Shape.FLAT;

  private Object bean;
  private byte[] message;
  private FixedRegistry registry;
  private JsonSchemaSerializer<Object> serializer;
  private JsonSchemaDeserializer<Object> deserializer;
  private ObjectWriter writer;
  private ObjectReader reader;

  @Setup
  public void setUp() {
    bean = Beans.of(shape);
    registry = new FixedRegistry();
    serializer = new JsonSchemaSerializer<>(registry.client());
    serializer.configure(Map.of("latest.compatibility.strict", false), false);
    deserializer = new JsonSchemaDeserializer<>(registry.client());
    deserializer.configure(Map.of("json.value.type", bean.getClass().getName()), false);
    message = Objects.requireNonNull(serializer.serialize("topic", bean));
    ObjectMapper mapper = new ObjectMapper();
    writer = mapper.writerFor(bean.getClass());
    reader = mapper.readerFor(bean.getClass());
  }

  @TearDown
  public void tearDown() {
    registry.close();
  }

  /** Our serializer, prefix included. */
  @Benchmark
  public byte @Nullable [] serializeByStele() {
    return serializer.serialize("topic", bean);
  }

  /** Jackson alone. */
  @Benchmark
  public byte[] serializeByJackson() throws IOException {
    return writer.writeValueAsBytes(bean);
  }

  /** Our deserializer. */
  @Benchmark
  public @Nullable Object deserializeByStele() {
    return deserializer.deserialize("topic", message);
  }

  /** Jackson alone. */
  @Benchmark
  public Object deserializeByJackson() throws IOException {
    return reader.readValue(message, PREFIX_BYTES, message.length - PREFIX_BYTES);
  }
}
