package dev.stele.serde.json;

import dev.stele.serde.internal.Classes;
import dev.stele.serde.internal.Place;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;

/** Loads the classes that schemas name, as far as the settings allow it. Thread-safe. */
record NamedClasses(Place place, JsonSchemaSettings settings) {
  /**
   * Loads a class without running any code of it.
   *
   * @throws SerializationException if it is not allowed or not there
   */
  Class<?> load(String name) {
    List<String> allowed = settings.allowedPackages();
    if (allowed.stream().noneMatch(entry -> allows(entry.strip(), name))) {
      throw place.failed(
          "the schema names class "
              + name
              + " in "
              + settings.typeProperty()
              + ", which "
              + JsonSchemaConfig.TYPE_ALLOWED_PACKAGES
              + "="
              + String.join(",", allowed)
              + " does not allow: add its package, or set "
              + typeSetting());
    }
    try {
      return Classes.find(name);
    } catch (ClassNotFoundException e) {
      throw place.failed(
          "could not find class "
              + name
              + ", which the schema names in "
              + settings.typeProperty()
              + ": put it on the class path, or set "
              + typeSetting(),
          e);
    }
  }

  /** An entry is a package, whose subpackages count, or a class, whose nested classes count. */
  private static boolean allows(String entry, String name) {
    if (entry.equals("*") || entry.equals(name)) {
      return true;
    }
    String prefix = entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry;
    return !prefix.isEmpty()
        && name.length() > prefix.length()
        && name.startsWith(prefix)
        && (prefix.endsWith(".") || ".$".indexOf(name.charAt(prefix.length())) >= 0);
  }

  /** Objects that are made of one string or number may do more than hold data. */
  SerializationException scalar() {
    return place.failed(
        "the schema names a class in "
            + settings.typeProperty()
            + ", and the message is neither an object nor an array; set "
            + typeSetting());
  }

  private String typeSetting() {
    return settings.isKey() ? JsonSchemaConfig.JSON_KEY_TYPE : JsonSchemaConfig.JSON_VALUE_TYPE;
  }
}
