package dev.stele.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/**
 * A file that lists schemas to register: the registry's request, but that a {@code file}, by its
 * path from the manifest, may stand for a {@code schema} and its {@code schemaType}.
 */
final class Manifest {
  private static final JsonMapper JSON = new JsonMapper();

  private Manifest() {}

  /**
   * The request that a manifest stands for.
   *
   * @throws FailureException if it or one of its files can't be read
   */
  static String request(String file) {
    JsonNode manifest = parsed(file);
    JsonNode schemas = manifest.path("schemas");
    if (!schemas.isArray()) {
      throw new FailureException("%s has no list 'schemas'".formatted(file));
    }
    ArrayNode list = JSON.createArrayNode();
    for (JsonNode entry : schemas) {
      list.add(withText(file, entry));
    }
    return JSON.createObjectNode().set("schemas", list).toString();
  }

  private static JsonNode parsed(String file) {
    try {
      return JSON.readTree(SchemaArgument.read(file));
    } catch (JsonProcessingException e) {
      throw new FailureException("%s is not JSON: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  private static JsonNode withText(String manifest, JsonNode entry) {
    if (!(entry instanceof ObjectNode object) || !object.path("file").isTextual()) {
      return entry;
    }
    Path path = Path.of(manifest).resolveSibling(object.remove("file").textValue());
    object.put("schema", SchemaArgument.read(path.toString()));
    if (!object.has("schemaType")) {
      object.put(
          "schemaType",
          SchemaArgument.type(path.toString())
              .orElseThrow(
                  () ->
                      new FailureException(
                          "%s: its name does not tell its type, give a 'schemaType'"
                              .formatted(path))));
    }
    return object;
  }
}
