package dev.stele.schema.logical;

import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.logical.LogicalType.Struct;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** From a format's schemas to the DDL and back, with the reference registry's words on failures. */
public final class Conversions {
  private Conversions() {}

  /**
   * The DDL of a schema.
   *
   * @param reading from the format's schema
   * @throws InvalidSchemaException if it has none
   */
  public static String print(Supplier<LogicalSchema> reading) {
    try {
      return Ddl.print(reading.get());
    } catch (InvalidSchemaException e) {
      throw framed("Stored schema cannot be represented as a logical type: ", e);
    }
  }

  /**
   * A schema of a DDL.
   *
   * @param ddl its type is the one to write
   * @param writing makes the format's schema
   * @throws InvalidSchemaException if the text is no DDL, or the format cannot say it
   */
  public static <T> T write(SchemaSource ddl, Function<LogicalSchema, T> writing) {
    LogicalSchema schema;
    try {
      schema = Ddl.parse(ddl.text());
    } catch (InvalidSchemaException e) {
      throw framed("Invalid logical type schema: ", e);
    }
    try {
      if (hasChecks(schema)) {
        throw new InvalidSchemaException("CHECK constraints are not supported");
      }
      return writing.apply(schema);
    } catch (InvalidSchemaException e) {
      throw framed("Logical type schema cannot be represented as " + ddl.type() + ": ", e);
    }
  }

  private static InvalidSchemaException framed(String frame, InvalidSchemaException e) {
    return new InvalidSchemaException(Phase.VALIDATE, frame + e.getMessage(), frame + e.reason());
  }

  private static boolean hasChecks(LogicalSchema schema) {
    return Stream.concat(schema.declared().values().stream(), Stream.of(schema.root().type()))
        .anyMatch(Conversions::hasChecks);
  }

  private static boolean hasChecks(LogicalType type) {
    boolean own =
        type instanceof Struct struct
            && (!struct.checks().isEmpty()
                || struct.fields().stream().anyMatch(field -> !field.checks().isEmpty()));
    return own || LogicalSchema.parts(type).stream().anyMatch(part -> hasChecks(part.type()));
  }
}
