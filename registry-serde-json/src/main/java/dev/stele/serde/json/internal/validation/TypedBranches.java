package dev.stele.serde.json.internal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.keyword.RefValidator;
import dev.stele.schema.SchemaSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema that is made of others, of which a value's class is found in the first that allows it.
 * Immutable and thread-safe.
 */
public final class TypedBranches {
  /** How deep schemas may be made of others; one may be made of itself. */
  private static final int MAX_DEPTH = 10;

  /** How many a schema may be made of: ten that are each made of all ten would be very many. */
  private static final int MAX_BRANCHES = 10_000;

  static final List<String> COMBINATORS = List.of("oneOf", "anyOf", "allOf");

  private final SchemaValidator validator;
  private final @Nullable String typeName;
  private final List<TypedBranches> branches;

  private TypedBranches(
      SchemaValidator validator, @Nullable String typeName, List<TypedBranches> branches) {
    this.validator = validator;
    this.typeName = typeName;
    this.branches = branches;
  }

  /** Whether a schema is made of others. */
  public static boolean has(JsonNode schema) {
    return COMBINATORS.stream().anyMatch(schema::has);
  }

  /**
   * Reads a schema and the ones it is made of.
   *
   * @param typeProperty the keyword that names a class
   * @throws IOException if it is no schema, or refers to what is not registered with it
   */
  public static TypedBranches of(SchemaSource source, String typeProperty) throws IOException {
    Documents documents = new Documents(source);
    SchemaRegistry registry = SchemaValidator.registry(documents);
    Schema schema = SchemaValidator.compiled(registry, documents);
    return new Reader(registry, typeProperty).read(schema, 0);
  }

  private static final class Reader {
    private final SchemaRegistry registry;
    private final String typeProperty;
    private int found;

    private Reader(SchemaRegistry registry, String typeProperty) {
      this.registry = registry;
      this.typeProperty = typeProperty;
    }

    TypedBranches read(Schema schema, int depth) {
      JsonNode node = schema.getSchemaNode();
      if (depth < MAX_DEPTH && node.path("$ref").isTextual()) {
        return read(target(schema), depth + 1);
      }
      List<TypedBranches> branches = new ArrayList<>();
      for (String combinator : COMBINATORS) {
        int size = depth < MAX_DEPTH ? node.path(combinator).size() : 0;
        for (int i = 0; i < size && found < MAX_BRANCHES; i++) {
          found++;
          SchemaLocation at = schema.getSchemaLocation().append(combinator).append(i);
          branches.add(read(registry.getSchema(at), depth + 1));
        }
      }
      String name = node.path(typeProperty).textValue();
      return new TypedBranches(new SchemaValidator(schema), name, branches);
    }

    private static Schema target(Schema schema) {
      return schema.getValidators().stream()
          .filter(RefValidator.class::isInstance)
          .map(validator -> ((RefValidator) validator).getSchemaRef().getSchema())
          .findAny()
          .orElse(schema);
    }
  }

  /** The class that the schema names for a value; null if it names none. */
  public @Nullable String typeName(JsonNode value) {
    for (TypedBranches branch : branches) {
      if (branch.validator.allows(value)) {
        String found = branch.typeName(value);
        return found != null ? found : typeName;
      }
    }
    return typeName;
  }
}
