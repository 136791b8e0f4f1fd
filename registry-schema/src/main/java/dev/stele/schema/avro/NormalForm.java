package dev.stele.schema.avro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One printing of a schema's normal form: full names, aliases and properties and the members of
 * their values sorted, defaults as values of their types. References are inlined. To be parsed and
 * printed again by Avro.
 *
 * <p>As in the reference registry, errors become records, and a default that is no value of its
 * type (of the first branch, if that is a union) is dropped.
 */
final class NormalForm {
  private static final JsonFactory JSON = new JsonFactory();

  private final Set<String> defined = new HashSet<>();
  private final JsonGenerator out;

  private NormalForm(JsonGenerator out) {
    this.out = out;
  }

  /**
   * @throws InvalidSchemaException if a default or a property contains a value that cannot be
   *     printed
   */
  static String of(Schema schema) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      new NormalForm(out).write(schema);
    } catch (IOException e) {
      // Nothing is read or written here: Jackson's limit on nesting.
      throw new UncheckedIOException(e.getMessage(), e);
    }
    return text.toString();
  }

  private void write(Schema schema) throws IOException {
    switch (schema.getType()) {
      case UNION -> writeUnion(schema);
      case RECORD, ENUM, FIXED -> writeNamed(schema);
      default -> writeUnnamed(schema);
    }
  }

  private void writeUnion(Schema schema) throws IOException {
    out.writeStartArray();
    for (Schema branch : schema.getTypes()) {
      write(branch);
    }
    out.writeEndArray();
  }

  private void writeUnnamed(Schema schema) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", schema.getType().getName());
    if (schema.getType() == Schema.Type.ARRAY) {
      out.writeFieldName("items");
      write(schema.getElementType());
    } else if (schema.getType() == Schema.Type.MAP) {
      out.writeFieldName("values");
      write(schema.getValueType());
    }
    writeProperties(schema);
    out.writeEndObject();
  }

  private void writeNamed(Schema schema) throws IOException {
    if (!defined.add(schema.getFullName())) {
      out.writeString(schema.getFullName());
      return;
    }
    out.writeStartObject();
    out.writeStringField("type", schema.getType().getName());
    out.writeStringField("name", schema.getName());
    // Also when empty: the enclosing type's namespace must not be inherited.
    out.writeStringField("namespace", schema.getNamespace() == null ? "" : schema.getNamespace());
    writeText("doc", schema.getDoc());
    switch (schema.getType()) {
      case RECORD -> writeFields(schema);
      case ENUM -> {
        writeStrings("symbols", schema.getEnumSymbols());
        writeText("default", schema.getEnumDefault());
      }
      default -> out.writeNumberField("size", schema.getFixedSize());
    }
    writeProperties(schema);
    writeStrings("aliases", new TreeSet<>(schema.getAliases()));
    out.writeEndObject();
  }

  private void writeFields(Schema schema) throws IOException {
    out.writeArrayFieldStart("fields");
    for (Schema.Field field : schema.getFields()) {
      out.writeStartObject();
      out.writeStringField("name", field.name());
      out.writeFieldName("type");
      write(field.schema());
      writeText("doc", field.doc());
      Object value = field.defaultVal();
      if (value != null) {
        out.writeFieldName("default");
        writeValue(value);
      }
      out.writeStringField("order", field.order().name());
      writeStrings("aliases", new TreeSet<>(field.aliases()));
      writeProperties(field);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void writeText(String name, @Nullable String text) throws IOException {
    if (text != null) {
      out.writeStringField(name, text);
    }
  }

  private void writeStrings(String name, Collection<String> values) throws IOException {
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  private void writeProperties(JsonProperties owner) throws IOException {
    for (Map.Entry<String, Object> property : new TreeMap<>(owner.getObjectProps()).entrySet()) {
      out.writeFieldName(property.getKey());
      writeValue(property.getValue());
    }
  }

  /**
   * @param value as Avro gives defaults and properties; null if it is no value of the type
   */
  private void writeValue(@Nullable Object value) throws IOException {
    if (value == null) {
      // The reference registry's words, which its clients see.
      throw new InvalidSchemaException(
          Phase.VALIDATE, "Cannot invoke \"Object.getClass()\" because \"datum\" is null");
    } else if (value == JsonProperties.NULL_VALUE) {
      out.writeNull();
    } else if (value instanceof Map<?, ?> members) {
      writeMembers(members);
    } else if (value instanceof Collection<?> elements) {
      out.writeStartArray();
      for (Object element : elements) {
        writeValue(element);
      }
      out.writeEndArray();
    } else if (value instanceof byte[] bytes) {
      out.writeString(new String(bytes, StandardCharsets.ISO_8859_1));
    } else {
      out.writePOJO(value); // text, number or boolean
    }
  }

  private void writeMembers(Map<?, ?> members) throws IOException {
    Map<String, Object> sorted = new TreeMap<>();
    members.forEach((name, value) -> sorted.put(name.toString(), value));
    out.writeStartObject();
    for (Map.Entry<String, Object> member : sorted.entrySet()) {
      out.writeFieldName(member.getKey());
      writeValue(member.getValue());
    }
    out.writeEndObject();
  }
}
