package dev.stele.serde.avro;

import dev.stele.serde.internal.Classes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Generated classes, wherever they stand in data whose schema comes from a registry. A class that
 * is only named like a type of the schema is none of them: no code of it runs, and the data stays
 * generic. Thread-safe.
 */
final class GeneratedClasses extends SpecificData {
  GeneratedClasses(ClassLoader loader) {
    super(loader);
  }

  @Override
  public @Nullable Class<?> getClass(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> generated(schema, SpecificRecord.class);
      case FIXED -> generated(schema, SpecificFixed.class);
      case ENUM -> generated(schema, Enum.class);
      default -> super.getClass(schema);
    };
  }

  private @Nullable Class<?> generated(Schema schema, Class<?> kind) {
    Class<?> found = named(schema);
    return found != null && kind.isAssignableFrom(found) ? found : null;
  }

  /**
   * The class of a schema's name, whatever it is, and not initialized yet; null if there is none.
   */
  @Nullable Class<?> named(Schema schema) {
    Class<?> found = load(SpecificData.getClassName(schema));
    // A class inside another has that one's name for its namespace.
    return found == null && schema.getNamespace() != null
        ? load(schema.getNamespace() + "$" + schema.getName())
        : found;
  }

  private @Nullable Class<?> load(String name) {
    try {
      return Classes.find(name, getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
