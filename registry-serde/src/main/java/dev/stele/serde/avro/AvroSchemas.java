package dev.stele.serde.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import dev.stele.serde.internal.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;

/** Avro schemas between their text and Avro's own class. */
final class AvroSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STRING_TYPE = "avro.java.string";

  private AvroSchemas() {}

  /**
   * Parses what a registry holds. It was checked when it was registered, perhaps by other rules.
   *
   * @throws SchemaParseException if it is no schema all the same
   */
  static Schema parse(SchemaSource source) {
    Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION);
    parser.setValidateDefaults(false);
    try {
      for (Dependency dependency : source.dependencies()) {
        parser.parse(dependency.text());
      }
      return parser.parse(source.text());
    } catch (RuntimeException e) {
      // Avro's parser reports some bad texts by whatever goes wrong first, NullPointer included.
      String text = source.text();
      String shown = text.substring(0, Math.min(text.length(), 200));
      SchemaParseException none =
          new SchemaParseException("not an Avro schema: " + shown + ": " + e);
      none.initCause(e);
      throw none;
    }
  }

  /** As {@link #parse(SchemaSource)}, where a schema of another type is a mistake to tell of. */
  static Schema parse(Place place, SchemaSource source) {
    if (!source.type().equals(SchemaType.AVRO)) {
      throw place.failed(
          "the schema is of type " + source.type() + ", not AVRO; use the serializer of that type");
    }
    try {
      return parse(source);
    } catch (SchemaParseException e) {
      throw place.failed("the registered schema cannot be used: " + e.getMessage(), e);
    }
  }

  /** The full name of a record; empty for other types. */
  static Optional<String> recordName(Schema schema) {
    return schema.getType() == Schema.Type.RECORD
        ? Optional.of(schema.getFullName())
        : Optional.empty();
  }

  /** Whether data of both is encoded the same: they differ in what encoding does not look at. */
  static boolean encodeAlike(Schema one, Schema other) {
    return one.equals(other)
        || SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other));
  }

  /** The same schema without the property that says which Java class strings are read into. */
  static Schema withoutStringType(Schema schema) {
    try {
      JsonNode tree = JSON.readTree(schema.toString());
      removeStringType(tree);
      return parse(new SchemaSource(SchemaType.AVRO, tree.toString(), List.of()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro printed a schema that is not JSON", e);
    }
  }

  private static void removeStringType(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      object.remove(STRING_TYPE);
      // Only where schemas stand: a default value may have members of any name.
      for (String member : List.of("type", "items", "values")) {
        removeStringType(object.path(member));
      }
      object.path("fields").forEach(AvroSchemas::removeStringType);
    } else if (schema.isArray()) {
      schema.forEach(AvroSchemas::removeStringType);
    }
  }

  /** What keeps a reader from reading a writer's data, one sentence each. */
  static List<String> incompatibilities(Schema reader, Schema writer) {
    List<String> sentences = new ArrayList<>();
    for (Incompatibility incompatibility :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      sentences.add(
          incompatibility.getType()
              + " at "
              + incompatibility.getLocation()
              + ": "
              + incompatibility.getMessage());
    }
    return sentences;
  }
}
