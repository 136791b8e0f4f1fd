package dev.stele.serde.json.internal.generator;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes the properties of one class in its node. */
final class ObjectVisitor extends JsonObjectFormatVisitor.Base {
  private final Generation generation;
  private final ObjectNode node;
  private final ObjectNode properties;

  private ObjectVisitor(Generation generation, ObjectNode node, ObjectNode properties) {
    this.generation = generation;
    this.node = node;
    this.properties = properties;
  }

  /**
   * Describes a class but for its properties.
   *
   * @return what takes the properties; null if the class says itself all there is to say
   */
  static @Nullable ObjectVisitor begin(Generation generation, ObjectNode node, JavaType type)
      throws JsonMappingException {
    node.put("type", "object");
    node.put("additionalProperties", generation.style().open());
    DeserializationConfig config = generation.mapper().getDeserializationConfig();
    AnnotatedClass annotated = AnnotatedClassResolver.resolve(config, type, config);
    if (generation.constraints().keywords().ofClass(annotated, node)) {
      return null;
    }
    ObjectNode properties =
        node.get("properties") instanceof ObjectNode there ? there : node.putObject("properties");
    ObjectVisitor visitor = new ObjectVisitor(generation, node, properties);
    Optional<Subtypes.Identity> identity = new Subtypes(generation.mapper()).identity(type);
    identity.ifPresent(visitor::addIdentity);
    return visitor;
  }

  /** The property by which the class is told from others of the same base. */
  private void addIdentity(Subtypes.Identity identity) {
    node.put("title", identity.id());
    ObjectNode constant =
        properties.get(identity.property()) instanceof ObjectNode there
            ? there
            : properties.putObject(identity.property());
    constant.put("type", "string").putArray("enum").add(identity.id());
    constant.put("default", identity.id());
    require(identity.property());
  }

  private void require(String property) {
    ArrayNode required =
        node.get("required") instanceof ArrayNode there ? there : node.putArray("required");
    required.add(property);
  }

  @Override
  public void optionalProperty(BeanProperty property) throws JsonMappingException {
    add(property.getName(), property.getType(), property, property.isRequired());
  }

  @Override
  public void optionalProperty(String name, JsonFormatVisitable handler, JavaType type)
      throws JsonMappingException {
    add(name, type, null, false);
  }

  @Override
  public void property(BeanProperty property) throws JsonMappingException {
    add(property.getName(), property.getType(), property, true);
  }

  @Override
  public void property(String name, JsonFormatVisitable handler, JavaType type)
      throws JsonMappingException {
    add(name, type, null, true);
  }

  private void add(
      String name, JavaType type, @Nullable BeanProperty property, boolean saidToBeRequired)
      throws JsonMappingException {
    if (properties.has(name)) {
      return;
    }
    boolean required =
        saidToBeRequired || type.isPrimitive() || generation.constraints().require(property);
    boolean optional = Optional.class.isAssignableFrom(type.getRawClass());
    ObjectNode whole = properties.putObject(name);
    ObjectNode value = whole;
    if (generation.style().oneOfForNullables() && !required && !optional) {
      ArrayNode either = whole.putArray("oneOf");
      either.addObject().put("type", "null").put("title", "Not included");
      value = either.addObject();
    }
    JavaType held = optional && type.containedTypeCount() > 0 ? type.containedType(0) : type;
    generation.visit(held, value, property, Generation.Role.PLACE);
    if (required) {
      require(name);
    }
    if (property != null) {
      generation.constraints().keywords().ofProperty(property, value, whole);
    }
  }
}
