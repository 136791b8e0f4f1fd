package dev.stele.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.conformance.Recordings;
import dev.stele.schema.hostile.BrokenTexts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold for every schema, tried on all that were recorded and stand alone. */
final class JsonPropertiesTest {
  private final JsonFormat format = new JsonFormat();

  private static Stream<String> texts() {
    Stream<String> sides =
        Recordings.of("json-pairs").stream()
            .filter(pair -> !pair.has("deps"))
            .flatMap(pair -> Stream.of(pair.get("reader"), pair.get("writer")))
            .map(JsonNode::asText);
    return Stream.concat(BrokenTexts.accepted(SchemaType.JSON), sides).distinct();
  }

  private JsonSchema parse(String text) {
    return format.parse(new SchemaSource(SchemaType.JSON, text, List.of()), Strictness.NEW);
  }

  @Test
  void canonicalText_ofItself_isTheSame() {
    assertThat(texts())
        .allSatisfy(
            text -> {
              String canonical = parse(text).canonicalText();
              assertThat(parse(canonical).canonicalText()).isEqualTo(canonical);
            });
  }

  @Test
  void normalized_twice_isTheSame() {
    assertThat(texts())
        .allSatisfy(
            text -> {
              String normalized = parse(text).normalized().canonicalText();
              assertThat(parse(normalized).canonicalText()).isEqualTo(normalized);
              assertThat(parse(normalized).normalized().canonicalText()).isEqualTo(normalized);
            });
  }

  @Test
  void normalized_keysInAnotherOrder_isTheSame() {
    Random random = new Random(20_261_126);
    assertThat(texts())
        .allSatisfy(
            text -> {
              String shuffled = JsonTexts.print(shuffled(new JsonTexts().read(text), random));
              assertThat(parse(shuffled).normalized().canonicalText())
                  .isEqualTo(parse(text).normalized().canonicalText());
            });
  }

  @ParameterizedTest
  @EnumSource(CompatibilityPolicy.class)
  void incompatibilities_withItself_areNone(CompatibilityPolicy policy) {
    assertThat(texts())
        .allSatisfy(
            text ->
                assertThat(parse(text).incompatibilities(parse(text).normalized(), policy))
                    .isEmpty());
  }

  private static JsonNode shuffled(JsonNode value, Random random) {
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> array.add(shuffled(element, random)));
      return array;
    }
    if (value.isObject()) {
      List<String> names = new ArrayList<>();
      value.fieldNames().forEachRemaining(names::add);
      Collections.shuffle(names, random);
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      names.forEach(name -> object.set(name, shuffled(value.get(name), random)));
      return object;
    }
    return value;
  }
}
