package dev.stele.schema;

/**
 * A part of a schema that can bear tags.
 *
 * @param path how the format calls it; the reference registry's paths. Avro: the record's full
 *     name, and behind another dot the field's. JSON Schema: {@code object.a.object.b}, a step for
 *     each schema that is passed. Protobuf: names of messages without the package, then the field's
 */
public record SchemaEntity(String path, Kind kind) {
  /** What bears tags. */
  public enum Kind {
    /** A record of Avro, an object of JSON Schema, a message of Protobuf. */
    RECORD,
    /** A field, or a property. */
    FIELD
  }

  /** The same for all spellings of one path: a dot may lead it. */
  SchemaEntity withoutLeadingDot() {
    return path.startsWith(".") ? new SchemaEntity(path.substring(1), kind) : this;
  }
}
