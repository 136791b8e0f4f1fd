package dev.stele.serde.avro;

import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.Place;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.reflect.ReflectData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Finds the Avro schema of a Java object. */
final class Datums {
  private static final Schema NULL = Schema.create(Schema.Type.NULL);
  private static final Schema BOOLEAN = Schema.create(Schema.Type.BOOLEAN);
  private static final Schema INT = Schema.create(Schema.Type.INT);
  private static final Schema LONG = Schema.create(Schema.Type.LONG);
  private static final Schema FLOAT = Schema.create(Schema.Type.FLOAT);
  private static final Schema DOUBLE = Schema.create(Schema.Type.DOUBLE);
  private static final Schema STRING = Schema.create(Schema.Type.STRING);
  private static final Schema BYTES = Schema.create(Schema.Type.BYTES);

  /** How Java holds the data, and so which of Avro's writers can write it. */
  enum Form {
    GENERIC,
    /** Holds values of any form. */
    MIXED,
    SPECIFIC,
    REFLECT
  }

  private final @Nullable ReflectData reflect;
  private final BoundedCache<Class<?>, Schema> reflected;
  private final BoundedCache<Schema, Schema> maps;

  /**
   * @param reflect null to refuse objects that do not know their schema
   */
  Datums(@Nullable ReflectData reflect, int cacheCapacity) {
    this.reflect = reflect;
    this.reflected = new BoundedCache<>(cacheCapacity);
    this.maps = new BoundedCache<>(cacheCapacity);
  }

  /** Equal objects give the same instance, so a schema may be recognized by identity. */
  Schema schema(@Nullable String topic, boolean isKey, Object datum) {
    if (datum instanceof GenericContainer container) {
      return container.getSchema();
    }
    Schema primitive = primitive(datum);
    if (primitive != null) {
      return primitive;
    }
    return datum instanceof Map<?, ?> map
        ? ofMap(topic, isKey, map)
        : reflected(topic, isKey, datum.getClass());
  }

  /** A map does not know its schema, but its values may; of an empty one it does not matter. */
  private Schema ofMap(@Nullable String topic, boolean isKey, Map<?, ?> map) {
    Object first = map.isEmpty() ? null : map.values().iterator().next();
    Schema values = first == null ? NULL : schema(topic, isKey, first);
    Schema known = maps.get(values);
    if (known != null) {
      return known;
    }
    Schema schema = Schema.createMap(values);
    maps.put(values, schema);
    return schema;
  }

  static Form form(Object datum) {
    if (datum instanceof SpecificRecord) {
      return Form.SPECIFIC;
    }
    if (datum instanceof AvroValue || datum instanceof Map) {
      return Form.MIXED;
    }
    boolean generic = datum instanceof GenericContainer || primitive(datum) != null;
    return generic ? Form.GENERIC : Form.REFLECT;
  }

  private static @Nullable Schema primitive(Object datum) {
    if (datum instanceof CharSequence) {
      return STRING;
    }
    if (datum instanceof Integer) {
      return INT;
    }
    if (datum instanceof Long) {
      return LONG;
    }
    if (datum instanceof byte[] || datum instanceof ByteBuffer) {
      return BYTES;
    }
    if (datum instanceof Double) {
      return DOUBLE;
    }
    if (datum instanceof Float) {
      return FLOAT;
    }
    return datum instanceof Boolean ? BOOLEAN : null;
  }

  private Schema reflected(@Nullable String topic, boolean isKey, Class<?> type) {
    Schema known = reflected.get(type);
    if (known != null) {
      return known;
    }
    if (reflect == null) {
      throw Place.writing(topic, isKey)
          .failed(
              "no Avro schema is known for "
                  + type.getName()
                  + ": send a generic or generated record, a Boolean, Integer, Long, Float, Double,"
                  + " String or byte[], put it into an AvroValue, or set "
                  + AvroConfig.SCHEMA_REFLECTION
                  + "=true");
    }
    Schema schema = reflect.getSchema(type);
    reflected.put(type, schema);
    return schema;
  }
}
