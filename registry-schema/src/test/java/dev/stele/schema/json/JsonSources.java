package dev.stele.schema.json;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import java.util.List;

/** Texts in JSON Schema, with {@code '} for {@code "}. */
final class JsonSources {
  static final String DRAFT_4 = "http://json-schema.org/draft-04/schema#";
  static final String DRAFT_7 = "http://json-schema.org/draft-07/schema#";
  static final String DRAFT_2020_12 = "https://json-schema.org/draft/2020-12/schema";

  private static final JsonFormat FORMAT = new JsonFormat();

  private JsonSources() {}

  static SchemaSource source(String text, Dependency... dependencies) {
    return new SchemaSource(SchemaType.JSON, text.replace('\'', '"'), List.of(dependencies));
  }

  static Dependency reference(String name, String text) {
    return new Dependency(new Reference(name, "s", 1), text.replace('\'', '"'));
  }

  /** Parses a text that is to be registered. */
  static JsonSchema parse(String text, Dependency... dependencies) {
    return FORMAT.parse(source(text, dependencies), Strictness.NEW);
  }

  /** Whether each reads what is written with the other. */
  static boolean sameMeaning(JsonSchema one, JsonSchema other) {
    return one.incompatibilities(other, CompatibilityPolicy.STRICT).isEmpty()
        && other.incompatibilities(one, CompatibilityPolicy.STRICT).isEmpty();
  }
}
