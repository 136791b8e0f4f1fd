package dev.stele.schema.avro;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * One comparison of what Avro's equality leaves out: documentation, aliases in any order, and enum
 * defaults. The two schemas must be equal for Avro.
 */
final class Annotations {
  private final Set<String> seen = new HashSet<>();

  boolean equal(Schema a, Schema b) {
    return switch (a.getType()) {
      case RECORD, ENUM, FIXED -> !seen.add(a.getFullName()) || equalNamed(a, b);
      case ARRAY -> equal(a.getElementType(), b.getElementType());
      case MAP -> equal(a.getValueType(), b.getValueType());
      case UNION -> equalAll(a.getTypes(), b.getTypes());
      default -> true;
    };
  }

  private boolean equalNamed(Schema a, Schema b) {
    if (!Objects.equals(a.getDoc(), b.getDoc()) || !a.getAliases().equals(b.getAliases())) {
      return false;
    }
    return switch (a.getType()) {
      case RECORD -> equalFields(a, b);
      case ENUM -> Objects.equals(a.getEnumDefault(), b.getEnumDefault());
      default -> true;
    };
  }

  private boolean equalFields(Schema a, Schema b) {
    for (Schema.Field field : a.getFields()) {
      Schema.Field other = b.getFields().get(field.pos());
      if (!Objects.equals(field.doc(), other.doc())
          || !field.aliases().equals(other.aliases())
          || !equal(field.schema(), other.schema())) {
        return false;
      }
    }
    return true;
  }

  private boolean equalAll(List<Schema> a, List<Schema> b) {
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }
}
