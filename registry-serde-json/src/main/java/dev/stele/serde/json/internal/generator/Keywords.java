package dev.stele.serde.json.internal.generator;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Utils;

/**
 * The keywords that classes and properties bring along, by the annotations of the reference's
 * generator: titles, descriptions, formats, and whatever is to be injected. Thread-safe.
 */
final class Keywords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NamedAnnotation title = annotation("JsonSchemaTitle");
  private final NamedAnnotation description = annotation("JsonSchemaDescription");
  private final NamedAnnotation format = annotation("JsonSchemaFormat");
  private final NamedAnnotation inject = annotation("JsonSchemaInject");

  static NamedAnnotation annotation(String name) {
    return new NamedAnnotation("com.kjetland.jackson.jsonSchema.annotations." + name);
  }

  /** What {@code $ref} to a subtype has beside it. */
  Optional<String> title(Class<?> type) {
    return title.on(type).map(found -> found.text("value"));
  }

  /**
   * Adds the keywords of a class.
   *
   * @return whether they are all there is to say
   */
  boolean ofClass(AnnotatedClass type, ObjectNode node) throws JsonMappingException {
    format.on(type).ifPresent(found -> node.put("format", found.text("value")));
    description
        .on(type)
        .map(found -> found.text("value"))
        .or(() -> description(type.getAnnotation(JsonPropertyDescription.class)))
        .ifPresent(text -> node.put("description", text));
    title.on(type).ifPresent(found -> node.put("title", found.text("value")));
    Optional<NamedAnnotation.Found> injected = inject.on(type);
    return injected.isPresent() && injectInto(node, injected.get());
  }

  /**
   * Adds the keywords of a property.
   *
   * @param value the schema of what it holds
   * @param whole the schema of the property, which may say that it can be null, too
   */
  void ofProperty(BeanProperty property, ObjectNode value, ObjectNode whole)
      throws JsonMappingException {
    format.on(property).ifPresent(found -> value.put("format", found.text("value")));
    description
        .on(property)
        .map(found -> found.text("value"))
        .or(() -> description(property.getAnnotation(JsonPropertyDescription.class)))
        .ifPresent(text -> whole.put("description", text));
    title.on(property).ifPresent(found -> whole.put("title", found.text("value")));
    // An enum has no schema of its own that could take what is injected.
    Optional<NamedAnnotation.Found> injected =
        inject.on(property).or(() -> inject.on(property.getType().getRawClass()));
    if (injected.isPresent()) {
      injectInto(whole, injected.get());
    }
  }

  private static Optional<String> description(JsonPropertyDescription given) {
    return Optional.ofNullable(given).map(JsonPropertyDescription::value);
  }

  private static boolean injectInto(ObjectNode node, NamedAnnotation.Found found)
      throws JsonMappingException {
    ObjectNode injected = parse(found.text("json"));
    supplied(found).ifPresent(more -> merge(injected, more));
    for (NamedAnnotation.Found one : found.nested("strings")) {
      parent(injected, one).put(last(one), one.text("value"));
    }
    for (NamedAnnotation.Found one : found.nested("ints")) {
      parent(injected, one).put(last(one), (int) one.number("value"));
    }
    for (NamedAnnotation.Found one : found.nested("bools")) {
      parent(injected, one).put(last(one), one.flag("value"));
    }
    boolean overrides = found.flag("overrideAll");
    if (overrides) {
      node.removeAll();
    }
    merge(node, injected);
    return overrides;
  }

  private static ObjectNode parse(String json) throws JsonMappingException {
    try {
      if (JSON.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new JsonMappingException(null, "@JsonSchemaInject holds no JSON: " + json, e);
    }
    throw new JsonMappingException(null, "@JsonSchemaInject holds no JSON object: " + json);
  }

  private static Optional<ObjectNode> supplied(NamedAnnotation.Found found) {
    Object made = Utils.newInstance((Class<?>) found.member("jsonSupplier"));
    return ((Supplier<?>) made).get() instanceof ObjectNode object
        ? Optional.of(object)
        : Optional.empty();
  }

  private static ObjectNode parent(ObjectNode root, NamedAnnotation.Found at) {
    String[] steps = at.text("path").split("/");
    ObjectNode node = root;
    for (String step : Arrays.asList(steps).subList(0, steps.length - 1)) {
      node = node.get(step) instanceof ObjectNode child ? child : node.putObject(step);
    }
    return node;
  }

  private static String last(NamedAnnotation.Found at) {
    String path = at.text("path");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      if (into.get(member.getKey()) instanceof ObjectNode there
          && member.getValue() instanceof ObjectNode more) {
        merge(there, more);
      } else {
        into.set(member.getKey(), member.getValue());
      }
    }
  }
}
