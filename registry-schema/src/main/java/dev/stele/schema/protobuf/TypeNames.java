package dev.stele.schema.protobuf;

import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.protobuf.FieldType.Encoding;

/** Names of types in full, as the normal form has them. */
final class TypeNames {
  private TypeNames() {}

  /**
   * The type that a text means somewhere: a scalar as it is, a message or enum by its full name
   * with a leading dot, a map of such. Unknown types of a map's values are left as they are.
   *
   * @throws InvalidSchemaException if nothing of that name is declared, or a map has keys that
   *     cannot be
   */
  static String full(String type, Scope scope) {
    if (Encoding.of(type).isPresent()) {
      return type;
    }
    int comma = type.indexOf(',');
    if (type.startsWith("map<") && comma > 0) {
      String value = type.substring(comma + 1, type.length() - 1).trim();
      // As in the reference registry, nobody asks what the values of a map are.
      boolean isKnown = value.startsWith("map<") || scope.resolve(value).isPresent();
      return map(type.substring(4, comma).trim(), isKnown ? full(value, scope) : value);
    }
    return scope
        .resolve(type)
        .map(Scope::fullName)
        .orElseThrow(() -> invalid("Could not resolve type: " + type));
  }

  /**
   * The type of a map.
   *
   * @throws InvalidSchemaException if the key is no scalar, or bytes or a floating point number
   */
  static String map(String key, String value) {
    boolean usable =
        switch (key) {
          case "bytes", "float", "double" -> false;
          default -> Encoding.of(key).isPresent();
        };
    if (!usable) {
      throw invalid("map key must be non-byte, non-floating point scalar: " + key);
    }
    return "map<" + key + ", " + value + ">";
  }

  private static InvalidSchemaException invalid(String message) {
    return new InvalidSchemaException(Phase.VALIDATE, message);
  }
}
