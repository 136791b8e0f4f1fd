package dev.stele.schema;

/**
 * The name of a schema language, as the API and the log spell it. A log may name languages that no
 * {@link Format} here implements; their schemas are kept and served as they are.
 */
public record SchemaType(String name) {
  public static final SchemaType AVRO = new SchemaType("AVRO");
  public static final SchemaType JSON = new SchemaType("JSON");
  public static final SchemaType PROTOBUF = new SchemaType("PROTOBUF");

  @Override
  public String toString() {
    return name;
  }
}
