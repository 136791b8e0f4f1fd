package dev.stele.serde.json.internal.generator;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The classes that a schema describes beside its own. Not thread-safe. */
final class Definitions {
  private final ObjectNode all = JsonNodeFactory.instance.objectNode();
  private final Map<JavaType, String> names = new HashMap<>();

  ObjectNode all() {
    return all;
  }

  /** What {@code $ref} says; null if the class has no definition yet. */
  @Nullable String reference(JavaType type) {
    String name = names.get(type);
    return name == null ? null : "#/definitions/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** An empty definition; of classes with one name, later ones are numbered. */
  ObjectNode add(JavaType type) {
    String wanted = name(type);
    String name = wanted;
    for (int i = 1; all.has(name); i++) {
      name = wanted + "_" + i;
    }
    names.put(type, name);
    return all.putObject(name);
  }

  private static String name(JavaType type) {
    JsonTypeName given = type.getRawClass().getDeclaredAnnotation(JsonTypeName.class);
    String name =
        given != null && !given.value().isEmpty()
            ? given.value()
            : type.getRawClass().getSimpleName();
    if (!type.hasGenericTypes()) {
      return name;
    }
    StringJoiner contained = new StringJoiner(",", name + "(", ")");
    for (int i = 0; i < type.containedTypeCount(); i++) {
      contained.add(name(type.containedType(i)));
    }
    return contained.toString();
  }
}
