package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.conformance.Recordings;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Valid texts broken at random: only the interface's exception may leave the format. */
final class ProtobufFuzzTest {
  private static final int TRIES = 10_000;
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "(",
          ")",
          "<",
          ">",
          ";",
          ",",
          "=",
          ".",
          "..",
          ":",
          "\"",
          "'",
          "\\",
          "/",
          "//",
          "/*",
          "*/",
          "\n",
          "-",
          "+",
          "\u0000",
          "é",
          "0x",
          "99999999999",
          "1e999",
          "max",
          "to",
          "message M {",
          "enum E {",
          "oneof o {",
          "extend M {",
          "group G = 1 {",
          "service S",
          "rpc X(M) returns (stream M)",
          "map<string, M>",
          "map<",
          "option (a).b = {c: [1]};",
          "[default = 1]",
          "reserved 1 to max;",
          "extensions 5;",
          "import public \"x\";",
          "package a.b;",
          "syntax = \"proto2\";",
          "stream",
          "repeated",
          "required",
          "\"a\" 'b'");

  private final ProtobufFormat format = new ProtobufFormat();

  @Test
  void parse_brokenTexts_throwsNothingElse() {
    Random random = new Random(20_261_125);
    List<String> texts = texts();
    ProtobufSchema previous = ProtobufSources.parse("message M {}");
    int accepted = 0;
    for (int i = 0; i < TRIES; i++) {
      String text = broken(texts.get(random.nextInt(texts.size())), random);
      try {
        ProtobufSchema schema = format.parse(ProtobufSources.source(text), Strictness.STORED);
        accepted++;
        use(schema, previous);
        previous = schema;
        ProtobufSources.parse(text);
      } catch (InvalidSchemaException e) {
        assertThat(e.getMessage()).as(text).isNotBlank();
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        throw new AssertionError(text, e);
      }
    }
    assertThat(accepted).isBetween(TRIES / 20, TRIES - TRIES / 20);
  }

  private void use(ProtobufSchema schema, ProtobufSchema previous) {
    String text = schema.canonicalText();
    assertThat(ProtobufSources.stored(text).canonicalText()).isEqualTo(text);
    schema.incompatibilities(previous, CompatibilityPolicy.STRICT);
    schema.text("ignore_extensions");
    schema.normalized().text("serialized");
  }

  @Test
  void parse_brokenDescriptors_throwsNothingElse() {
    Random random = new Random(20_261_126);
    int accepted = 0;
    for (int i = 0; i < TRIES / 4; i++) {
      ProtobufSchema schema = ProtobufSources.parse(new RandomTexts(i % 100).file());
      byte[] bytes = Base64.getDecoder().decode(schema.text("serialized"));
      for (int j = random.nextInt(3); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      String text = Base64.getEncoder().encodeToString(bytes);
      try {
        use(format.parse(ProtobufSources.source(text), Strictness.STORED), schema);
        accepted++;
      } catch (InvalidSchemaException e) {
        assertThat(e.getMessage()).as(text).isNotBlank();
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        throw new AssertionError(text, e);
      }
    }
    assertThat(accepted).isGreaterThan(TRIES / 100);
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (JsonNode line : Recordings.of("parse")) {
      if (line.get("format").asText().equals("PROTOBUF")
          && line.get("plain").get("accepted").asBoolean()) {
        texts.add(line.get("schema").asText());
      }
    }
    for (int seed = 0; seed < 20; seed++) {
      texts.add(new RandomTexts(seed).file());
    }
    return texts;
  }

  private static String broken(String text, Random random) {
    StringBuilder broken = new StringBuilder(text);
    for (int i = random.nextInt(2); i >= 0; i--) {
      int start = random.nextInt(broken.length() + 1);
      int end = Math.min(broken.length(), start + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> broken.delete(start, end);
        case 1 -> broken.insert(start, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> broken.replace(start, end, PIECES.get(random.nextInt(PIECES.size())));
        default -> broken.insert(random.nextInt(broken.length() + 1), broken.substring(start, end));
      }
    }
    return broken.toString();
  }
}
