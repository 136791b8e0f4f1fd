package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityPolicy;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What must hold for every text, tried on some made by chance. */
final class TextPropertiesTest {
  private static final int TRIES = 200;

  private static void tryAll(BiConsumer<String, ProtobufSchema> property) {
    for (int seed = 0; seed < TRIES; seed++) {
      String text = new RandomTexts(seed).file();
      property.accept(text, ProtobufSources.parse(text));
    }
  }

  @Test
  void canonicalText_ofItself_isTheSame() {
    tryAll(
        (text, schema) -> {
          ProtobufSchema again = ProtobufSources.parse(schema.canonicalText());
          assertThat(again.canonicalText()).isEqualTo(schema.canonicalText());
          assertThat(again.equivalent(schema)).isTrue();
        });
  }

  @Test
  void normalized_ofItself_isTheSame() {
    tryAll(
        (text, schema) -> {
          String normal = schema.normalized().canonicalText();
          assertThat(schema.normalized().normalized().canonicalText()).isEqualTo(normal);
          assertThat(ProtobufSources.parse(normal).normalized().canonicalText()).isEqualTo(normal);
        });
  }

  @Test
  void incompatibilities_withItsNormalForm_areNone() {
    tryAll(
        (text, schema) -> {
          ProtobufSchema normal = schema.normalized();
          assertThat(schema.incompatibilities(normal, CompatibilityPolicy.STRICT)).isEmpty();
          assertThat(normal.incompatibilities(schema, CompatibilityPolicy.STRICT)).isEmpty();
        });
  }

  @Test
  void serialized_ofItself_isTheSame() {
    tryAll(
        (text, schema) -> {
          ProtobufSchema compiled = ProtobufSources.parse(schema.text("serialized"));
          ProtobufSchema again = ProtobufSources.parse(compiled.text("serialized"));
          assertThat(again.text("serialized")).isEqualTo(compiled.text("serialized"));
          assertThat(again.canonicalText()).isEqualTo(compiled.canonicalText());
          assertThat(schema.incompatibilities(compiled, CompatibilityPolicy.STRICT)).isEmpty();
          assertThat(compiled.incompatibilities(schema, CompatibilityPolicy.STRICT)).isEmpty();
        });
  }
}
