package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.kjetland.jackson.jsonSchema.JsonSchemaDraft;
import com.kjetland.jackson.jsonSchema.JsonSchemaGenerator;
import dev.stele.serde.json.internal.generator.SchemaGenerator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas of classes are those of the reference's generator, which is asked here. */
final class GeneratedSchemaTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        Shapes.Scalars.class,
        Shapes.Bean.class,
        Shapes.Dates.class,
        Shapes.Containers.class,
        Shapes.Optionals.class,
        Shapes.Node.class,
        Shapes.Nested.class,
        Shapes.OfGenerics.class,
        Shapes.Ordered.class,
        Shapes.WithoutNulls.class,
        Shapes.Unwrapping.class,
        Shapes.Wrapper.class,
        Shapes.OfWrapper.class,
        Shapes.Constrained.class,
        Shapes.Described.class,
        Shapes.Injected.class,
        Shapes.Overridden.class,
        Shapes.Zoo.class,
        Shapes.Cat.class,
        Shapes.Dog.class,
        Shapes.Animal.class,
        Shapes.Drawing.class,
        Shapes.Circle.class,
        Shapes.Color.class,
        String.class,
        Integer.class,
        Double.class,
        Boolean.class,
        byte[].class,
        int[].class
      })
  void schema_ofClass_isTheReferences(Class<?> type) throws JsonMappingException {
    for (boolean isoDates : List.of(false, true)) {
      for (boolean oneOf : List.of(true, false)) {
        for (boolean closed : List.of(true, false)) {
          assertSame(type, isoDates, oneOf, closed);
        }
      }
    }
  }

  private static void assertSame(Class<?> type, boolean isoDates, boolean oneOf, boolean closed)
      throws JsonMappingException {
    JsonSchemaSettings settings =
        settings(
            Map.of(
                "json.write.dates.iso8601",
                isoDates,
                "json.oneof.for.nullables",
                oneOf,
                "json.fail.unknown.properties",
                closed));
    JsonNode theirs =
        new JsonSchemaGenerator(
                JsonMappers.of(settings),
                com.kjetland
                    .jackson
                    .jsonSchema
                    .JsonSchemaConfig
                    .builder()
                    .useOneOfForNullables(oneOf)
                    .failOnUnknownProperties(closed)
                    .jsonSchemaDraft(JsonSchemaDraft.DRAFT_07)
                    .build())
            .generateJsonSchema(type);
    assertThat(generate(type, settings)).hasToString(theirs.toString());
  }

  private static JsonSchemaSettings settings(Map<String, ?> settings) {
    return JsonSchemaSettings.of(settings, false);
  }

  private static JsonNode generate(Class<?> type, JsonSchemaSettings settings)
      throws JsonMappingException {
    JsonMapper mapper = JsonMappers.of(settings);
    return new SchemaGenerator(
            mapper,
            new SchemaGenerator.Style(
                settings.draft().uri(),
                settings.oneOfForNullables(),
                !settings.failUnknownProperties()))
        .generate(type);
  }

  private static JsonNode generate(Class<?> type) throws JsonMappingException {
    return generate(type, settings(Map.of()));
  }

  @Test
  void schema_ofRecord_isWhatTheReferenceDocuments() throws JsonMappingException {
    assertThat(generate(Shapes.Item.class))
        .hasToString(
            """
            {"$schema":"http://json-schema.org/draft-07/schema#","title":"Item","type":"object",\
            "additionalProperties":false,"properties":{"sku":{"oneOf":[{"type":"null",\
            "title":"Not included"},{"type":"string"}]},"count":{"type":"integer"}},\
            "required":["count"]}""");
  }

  @ParameterizedTest
  @CsvSource({
    "draft_4, http://json-schema.org/draft-04/schema#",
    "DRAFT_6, http://json-schema.org/draft-06/schema#",
    "draft_7, http://json-schema.org/draft-07/schema#",
    "draft_2019_09, http://json-schema.org/draft/2019-09/schema#",
    "draft_2020_12, http://json-schema.org/draft/2020-12/schema#"
  })
  void schema_ofDraft_saysIt(String setting, String uri) throws JsonMappingException {
    JsonSchemaSettings settings = settings(Map.of("json.schema.spec.version", setting));
    assertThat(generate(Shapes.Item.class, settings).get("$schema").asText()).isEqualTo(uri);
  }

  @ParameterizedTest
  @ValueSource(classes = {HashMap.class, LinkedHashMap.class})
  void schema_ofMap_allowsAnything(Class<?> type) throws JsonMappingException {
    JsonNode schema = generate(type);
    assertThat(schema.get("type").asText()).isEqualTo("object");
    assertThat(schema.get("additionalProperties")).isEmpty();
  }

  @Test
  void schema_ofTrees_allowsAnything() throws JsonMappingException {
    assertThat(generate(JsonNodeFactory.instance.objectNode().getClass()))
        .hasToString(
            "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"title\":\"Object Node\"}");
  }

  @Test
  void schema_ofObjects_allowsAnything() throws JsonMappingException {
    JsonNode properties = generate(Shapes.Anything.class).get("properties");
    assertThat(properties.at("/value/oneOf/1")).isEmpty();
    assertThat(properties.at("/values/oneOf/1/additionalProperties")).isEmpty();
  }

  @Test
  void schema_ofIterable_isAnArrayOfItsElements() throws JsonMappingException {
    JsonNode items = generate(Shapes.OfIterable.class).at("/properties/items/oneOf/1");
    assertThat(items.get("type").asText()).isEqualTo("array");
    assertThat(items.at("/items/$ref").asText()).isEqualTo("#/definitions/Item");
  }

  @Test
  void schema_ofClassesToldByTheirProperties_hasThemAll() throws JsonMappingException {
    JsonNode schema = generate(Shapes.OfDeduced.class);
    assertThat(schema.at("/properties/deduced/oneOf/1/oneOf").findValuesAsText("$ref"))
        .containsExactly("#/definitions/Left", "#/definitions/Right");
    assertThat(schema.at("/definitions/Left/properties").fieldNames())
        .toIterable()
        .containsExactly("l");
  }

  @Test
  void schema_ofSealedBase_hasItsClasses() throws JsonMappingException {
    JsonNode schema = generate(Shapes.OfSealed.class);
    assertThat(schema.at("/properties/value/oneOf/1/oneOf").findValuesAsText("$ref"))
        .containsExactly("#/definitions/First", "#/definitions/Second");
    assertThat(schema.at("/definitions/First/properties/@class/enum/0").asText())
        .isEqualTo(Shapes.First.class.getName());
  }

  @Test
  void schema_ofBaseThatIsItsOwnSubtype_ends() throws JsonMappingException {
    JsonNode schema = generate(Shapes.OfItself.class);
    assertThat(schema.at("/properties/value/oneOf/1/oneOf").findValuesAsText("$ref"))
        .containsExactly("#/definitions/Itself", "#/definitions/Child");
    assertThat(schema.at("/definitions/Itself/properties/a/type").asText()).isEqualTo("integer");
  }

  @Test
  void schema_ofTypeToldByWrapping_isRefusedWithAdvice() {
    assertThatThrownBy(() -> generate(Shapes.Wrapped.class))
        .isInstanceOf(JsonMappingException.class)
        .hasMessageContaining(Shapes.Wrapped.class.getName())
        .hasMessageContaining("WRAPPER_OBJECT")
        .hasMessageContaining("@JsonSchemaText");
  }
}
