package dev.stele.serde.json.internal.generator;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The making of one schema. */
record Generation(
    ObjectMapper mapper,
    SchemaGenerator.Style style,
    Constraints constraints,
    Definitions definitions) {

  /** What a node is to become. */
  enum Role {
    /** The schema itself: its class stands in it and not among the definitions. */
    ROOT,
    /** The body of a definition. */
    DEFINITION,
    /** The place of a value, which refers to definitions. */
    PLACE
  }

  /**
   * Describes a type in a node.
   *
   * @param property what the type was found at; null if at none
   */
  void visit(JavaType type, ObjectNode node, @Nullable BeanProperty property, Role role)
      throws JsonMappingException {
    mapper.acceptJsonFormatVisitor(type, new TypeVisitor(this, node, property, role));
  }

  /** What {@code $ref} says of a class, which is described if it was not yet. */
  String reference(JavaType type) throws JsonMappingException {
    String known = definitions.reference(type);
    if (known != null) {
      return known;
    }
    ObjectNode body = definitions.add(type);
    visit(type, body, null, Role.DEFINITION);
    String added = definitions.reference(type);
    if (added == null) {
      throw new IllegalStateException("no definition of " + type);
    }
    return added;
  }
}
