package dev.stele.serde.json;

import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.json.internal.generator.NamedAnnotation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that classes bring along: in {@link JsonSchemaText}, or in the reference's
 * annotation, so that a class which migrates need not change. Thread-safe.
 */
final class ClassSchemas {
  private final NamedAnnotation reference =
      new NamedAnnotation("io.confluent.kafka.schemaregistry.annotations.Schema");

  /** The schema of a class; null if it has no annotation. */
  @Nullable SchemaDefinition schema(Class<?> type) {
    JsonSchemaText ours = type.getDeclaredAnnotation(JsonSchemaText.class);
    if (ours != null) {
      return definition(
          ours.value(),
          Arrays.stream(ours.references())
              .map(one -> new Reference(one.name(), one.subject(), one.version()))
              .toList());
    }
    return reference
        .on(type)
        .map(
            found ->
                definition(
                    found.text("value"),
                    found.nested("refs").stream().map(ClassSchemas::reference).toList()))
        .orElse(null);
  }

  private static SchemaDefinition definition(String text, List<Reference> references) {
    return new SchemaDefinition(SchemaType.JSON, text, references);
  }

  private static Reference reference(NamedAnnotation.Found found) {
    return new Reference(found.text("name"), found.text("subject"), (int) found.number("version"));
  }
}
