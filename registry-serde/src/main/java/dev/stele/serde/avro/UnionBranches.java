package dev.stele.serde.avro;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Finds the branch of a union that a JSON value belongs to by its shape. Remembers what it
 * compared, so that unions within unions take time in proportion to the value's size. Not
 * thread-safe.
 */
final class UnionBranches {
  private static final Set<Schema.Type> WHOLE = EnumSet.of(Schema.Type.INT, Schema.Type.LONG);
  private static final Set<Schema.Type> FRACTION =
      EnumSet.of(Schema.Type.FLOAT, Schema.Type.DOUBLE);

  private final IdentityHashMap<JsonNode, IdentityHashMap<Schema, Boolean>> compared =
      new IdentityHashMap<>();

  /**
   * A branch and the value for it.
   *
   * @param wrapped whether the value was found in {@code {"branch": value}}
   */
  record Choice(Schema branch, JsonNode value, boolean wrapped) {}

  /** The branch the value fits. */
  Optional<Choice> choose(JsonNode json, Schema union) {
    Optional<Choice> wrapped =
        unwrap(json, union).filter(choice -> fits(choice.value, choice.branch));
    if (wrapped.isPresent()) {
      return wrapped;
    }
    if (json.isNumber()) {
      Set<Schema.Type> preferred = json.isIntegralNumber() ? WHOLE : FRACTION;
      for (Schema branch : union.getTypes()) {
        if (preferred.contains(branch.getType()) && fitsAsIs(json, branch)) {
          return Optional.of(new Choice(branch, json, false));
        }
      }
    }
    for (Schema branch : union.getTypes()) {
      if (fitsAsIs(json, branch)) {
        return Optional.of(new Choice(branch, json, false));
      }
    }
    return Optional.empty();
  }

  /** The branch the writer of a value that fits none probably had in mind. */
  Optional<Choice> guess(JsonNode json, Schema union) {
    Optional<Choice> wrapped = unwrap(json, union);
    if (wrapped.isPresent()) {
      return wrapped;
    }
    Schema only = null;
    for (Schema branch : union.getTypes()) {
      if (branch.getType() != Schema.Type.NULL) {
        if (only != null) {
          return Optional.empty();
        }
        only = branch;
      }
    }
    return only == null || json.isNull()
        ? Optional.empty()
        : Optional.of(new Choice(only, json, false));
  }

  private static Optional<Choice> unwrap(JsonNode json, Schema union) {
    if (!json.isObject() || json.size() != 1) {
      return Optional.empty();
    }
    Map.Entry<String, JsonNode> member = json.properties().iterator().next();
    Integer index = union.getIndexNamed(member.getKey());
    return index == null
        ? Optional.empty()
        : Optional.of(new Choice(union.getTypes().get(index), member.getValue(), true));
  }

  private boolean fitsAsIs(JsonNode json, Schema branch) {
    // 3.14159265358979 is no float, though one is near.
    return fits(json, branch)
        && (branch.getType() != Schema.Type.FLOAT || JsonScalars.isExactFloat(json));
  }

  private boolean fits(JsonNode json, Schema schema) {
    if (!json.isContainerNode()) {
      return compare(json, schema);
    }
    IdentityHashMap<Schema, Boolean> known =
        compared.computeIfAbsent(json, j -> new IdentityHashMap<>());
    Boolean fits = known.get(schema);
    if (fits == null) {
      fits = compare(json, schema);
      known.put(schema, fits);
    }
    return fits;
  }

  private boolean compare(JsonNode json, Schema schema) {
    return switch (schema.getType()) {
      case NULL -> json.isNull();
      case UNION -> choose(json, schema).isPresent();
      case RECORD -> json.isObject() && recordFits(json, schema);
      case MAP -> json.isObject() && allFit(json, schema.getValueType());
      case ARRAY -> json.isArray() && allFit(json, schema.getElementType());
      default -> JsonScalars.read(json, schema) != null;
    };
  }

  private boolean allFit(JsonNode json, Schema schema) {
    Iterator<JsonNode> values = json.elements();
    while (values.hasNext()) {
      if (!fits(values.next(), schema)) {
        return false;
      }
    }
    return true;
  }

  private boolean recordFits(JsonNode json, Schema schema) {
    int present = 0;
    for (Schema.Field field : schema.getFields()) {
      JsonNode value = json.get(field.name());
      if (value == null && !field.hasDefaultValue()) {
        return false;
      }
      if (value != null && !fits(value, field.schema())) {
        return false;
      }
      present += value == null ? 0 : 1;
    }
    return present == json.size();
  }
}
