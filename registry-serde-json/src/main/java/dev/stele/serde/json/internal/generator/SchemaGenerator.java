package dev.stele.serde.json.internal.generator;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Makes the schema of what a mapper writes for a class. Thread-safe. */
public final class SchemaGenerator {
  private final ObjectMapper mapper;
  private final Style style;
  private final Constraints constraints = new Constraints();

  /**
   * What schemas look like.
   *
   * @param draft what {@code $schema} says
   * @param oneOfForNullables whether what is no primitive may be null
   * @param open whether objects may have properties that their class does not have
   */
  public record Style(String draft, boolean oneOfForNullables, boolean open) {}

  public SchemaGenerator(ObjectMapper mapper, Style style) {
    this.mapper = mapper;
    this.style = style;
  }

  /**
   * The schema of a class.
   *
   * @throws JsonMappingException if Jackson cannot write it, or its type information cannot be said
   *     in a schema
   */
  public ObjectNode generate(Class<?> type) throws JsonMappingException {
    JavaType javaType = mapper.constructType(type);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", style.draft());
    if (!type.getSimpleName().isEmpty()) {
      root.put("title", sentence(type.getSimpleName()));
    }
    Generation generation = new Generation(mapper, style, constraints, new Definitions());
    generation.visit(javaType, root, null, Generation.Role.ROOT);
    if (!generation.definitions().all().isEmpty()) {
      root.set("definitions", generation.definitions().all());
    }
    return root;
  }

  /** {@code HTTPServer2} as {@code HTTP Server 2}. */
  static String sentence(String name) {
    StringBuilder sentence = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (i > 0 && beginsWord(name, i)) {
        sentence.append(' ');
      }
      sentence.append(name.charAt(i));
    }
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static boolean beginsWord(String name, int i) {
    char before = name.charAt(i - 1);
    char here = name.charAt(i);
    if (isUpper(here)) {
      boolean acronymEnds = i + 1 < name.length() && isLower(name.charAt(i + 1));
      return !isUpper(before) || acronymEnds;
    }
    return !isLower(here) && (isUpper(before) || isLower(before));
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }
}
