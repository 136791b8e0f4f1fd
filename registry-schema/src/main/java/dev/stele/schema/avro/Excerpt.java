package dev.stele.schema.avro;

import dev.stele.schema.Incompatibility.Place;
import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/**
 * A short text of something in a schema, as the schema's text would say it without annotations.
 * What lies inside named types is left out, and what goes far beyond the length of a place's value.
 */
final class Excerpt {
  private static final int ENOUGH_CHARS = Place.MAX_VALUE_CHARS + 1;

  private final StringBuilder text = new StringBuilder();

  private Excerpt() {}

  static String of(Schema schema) {
    return new Excerpt().type(schema).toString();
  }

  /** A primitive type. */
  static String of(Schema.Type type) {
    return ofName(type.getName());
  }

  static String ofName(String name) {
    return new Excerpt().name(name).toString();
  }

  static String ofField(Schema.Field field) {
    Excerpt excerpt = new Excerpt();
    excerpt.add("{\"name\":").name(field.name()).add(",\"type\":").type(field.schema()).add("}");
    return excerpt.toString();
  }

  static String ofSymbols(Schema schema) {
    Excerpt excerpt = new Excerpt();
    excerpt.list(schema.getEnumSymbols(), excerpt::name);
    return excerpt.toString();
  }

  private Excerpt type(Schema schema) {
    switch (schema.getType()) {
      case UNION -> list(schema.getTypes(), this::type);
      case ARRAY -> add("{\"type\":\"array\",\"items\":").type(schema.getElementType()).add("}");
      case MAP -> add("{\"type\":\"map\",\"values\":").type(schema.getValueType()).add("}");
      case RECORD, ENUM, FIXED ->
          add("{\"type\":")
              .name(schema.getType().getName())
              .add(",\"name\":")
              .name(schema.getFullName())
              .add("}");
      default -> name(schema.getType().getName());
    }
    return this;
  }

  private <T> void list(Iterable<T> elements, Consumer<T> writer) {
    add("[");
    Iterator<T> rest = elements.iterator();
    while (rest.hasNext() && text.length() < ENOUGH_CHARS) {
      writer.accept(rest.next());
      add(rest.hasNext() ? "," : "");
    }
    add("]");
  }

  private Excerpt name(String name) {
    return add("\"").add(name).add("\"");
  }

  private Excerpt add(String more) {
    text.append(more, 0, Math.min(more.length(), Math.max(0, ENOUGH_CHARS - text.length())));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
