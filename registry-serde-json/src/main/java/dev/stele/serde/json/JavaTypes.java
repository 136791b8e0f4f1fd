package dev.stele.serde.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.schema.SchemaSource;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.Place;
import dev.stele.serde.json.internal.validation.SchemaTexts;
import dev.stele.serde.json.internal.validation.TypedBranches;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads JSON of one schema into the class that the settings or the schema name. Thread-safe. */
final class JavaTypes {
  private static final int MAX_BRANCH_CLASSES = 1000;

  private final NamedClasses classes;
  private final JsonMapper mapper;
  private final ObjectReader reader;
  private final boolean named;
  private final @Nullable TypedBranches branches;
  private final BoundedCache<String, ObjectReader> ofBranches =
      new BoundedCache<>(MAX_BRANCH_CLASSES);

  /**
   * @param type the class if no branch names one
   * @param named whether the schema named it
   */
  private JavaTypes(
      NamedClasses classes,
      JsonMapper mapper,
      Class<?> type,
      boolean named,
      @Nullable TypedBranches branches) {
    this.classes = classes;
    this.mapper = mapper;
    this.reader = mapper.readerFor(type);
    this.named = named;
    this.branches = branches;
  }

  static JavaTypes of(
      Place place, JsonSchemaSettings settings, JsonMapper mapper, SchemaSource schema)
      throws IOException {
    NamedClasses classes = new NamedClasses(place, settings);
    if (settings.type() != Object.class) {
      return new JavaTypes(classes, mapper, settings.type(), false, null);
    }
    JsonNode read = SchemaTexts.read(schema.text());
    if (TypedBranches.has(read)) {
      TypedBranches branches = TypedBranches.of(schema, settings.typeProperty());
      return new JavaTypes(classes, mapper, Object.class, false, branches);
    }
    String name = read.path(settings.typeProperty()).textValue();
    return name == null
        ? new JavaTypes(classes, mapper, Object.class, false, null)
        : new JavaTypes(classes, mapper, classes.load(name), true, null);
  }

  /** Whether only {@link #read(JsonNode)} knows the class. */
  boolean dependOnValue() {
    return branches != null;
  }

  @Nullable Object read(byte[] json, int offset, int length) throws IOException {
    if (named && !isContainer(json, offset, length)) {
      throw classes.scalar();
    }
    return reader.readValue(json, offset, length);
  }

  private static boolean isContainer(byte[] json, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (json[i] != ' ' && json[i] != '\t' && json[i] != '\n' && json[i] != '\r') {
        return json[i] == '{' || json[i] == '[';
      }
    }
    return true; // no value at all is for the parser to say
  }

  @Nullable Object read(JsonNode tree) throws IOException {
    String name = branches == null ? null : branches.typeName(tree);
    if (name == null && !named) {
      return reader.readValue(tree);
    }
    if (!tree.isContainerNode()) {
      throw classes.scalar();
    }
    return name == null ? reader.readValue(tree) : ofBranch(name).readValue(tree);
  }

  private ObjectReader ofBranch(String name) {
    ObjectReader known = ofBranches.get(name);
    if (known == null) {
      known = mapper.readerFor(classes.load(name));
      ofBranches.put(name, known);
    }
    return known;
  }
}
