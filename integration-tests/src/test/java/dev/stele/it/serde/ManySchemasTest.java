package dev.stele.it.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.it.serde.RegistryProxy.Reply;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many schemas through one serializer: what it keeps is bounded by its setting. */
class ManySchemasTest {
  private static final int SCHEMAS = 10_000;
  private static final int KEPT = 100;

  static List<OurFormat> formats() {
    return OurFormat.all();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void schemas_areForgotten_whenThereAreMoreThanTheSettingAllows(OurFormat format) {
    AtomicInteger ids = new AtomicInteger();
    List<WeakReference<Object>> schemas = new ArrayList<>();
    try (RegistryProxy registry = new RegistryProxy("http://127.0.0.1:1");
        Serializer<Object> serializer = format.serializer()) {
      // A registry that takes everything: the real one's time is not what this is about.
      registry.fail(
          request ->
              request.startsWith("POST")
                  ? Reply.json(200, "{\"id\":%d,\"version\":1}".formatted(ids.incrementAndGet()))
                  : Reply.json(404, "{\"error_code\":404,\"message\":\"none\"}"));
      serializer.configure(
          Map.of("schema.registry.url", registry.url(), "max.schemas.per.subject", KEPT), false);

      for (int i = 0; i < SCHEMAS; i++) {
        Object value = format.valueOfSchema(i);
        schemas.add(new WeakReference<>(format.schema(value)));
        byte[] message = serializer.serialize("many", value);
        assertThat(message).hasSizeGreaterThanOrEqualTo(5);
      }

      assertThat(ids).hasValueGreaterThanOrEqualTo(SCHEMAS);
      assertThat(alive(schemas)).isLessThanOrEqualTo(10 * KEPT);
    }
  }

  /** How many are still held by something, once the collector has been through. */
  private static long alive(List<WeakReference<Object>> schemas) {
    long before = schemas.size();
    while (true) {
      System.gc();
      long left = schemas.stream().filter(schema -> schema.get() != null).count();
      if (left == before) {
        return left;
      }
      before = left;
    }
  }
}
