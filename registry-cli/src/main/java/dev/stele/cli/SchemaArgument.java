package dev.stele.cli;

import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.avro.AvroFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** The value of {@code --schema}: a file's name, or a schema. */
final class SchemaArgument {
  private static final Map<String, String> TYPES =
      Map.of("avsc", "AVRO", "json", "JSON", "proto", "PROTOBUF");

  private SchemaArgument() {}

  /** Whether it is the schema itself, as only one in JSON can be. */
  static boolean isInline(String argument) {
    return !argument.isEmpty() && "{[\"".indexOf(argument.charAt(0)) >= 0;
  }

  /** The schema's text, whatever it says. */
  static String text(String argument) {
    return isInline(argument) ? argument : read(argument);
  }

  /** An Avro schema. */
  static Schema parse(String argument) {
    String text = text(argument);
    try {
      // As the registry will: it refuses more than the parser does, and says why.
      var unused =
          new AvroFormat()
              .parse(new SchemaSource(SchemaType.AVRO, text, List.of()), Strictness.NEW);
      return new Schema.Parser().parse(text);
    } catch (InvalidSchemaException e) {
      throw new FailureException(
          "%s is not an Avro schema: %s"
              .formatted(isInline(argument) ? "The --schema argument" : argument, e.getMessage()),
          e);
    }
  }

  /** The schema type that a file's name tells. */
  static Optional<String> type(String file) {
    String extension = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(TYPES.get(extension));
  }

  /** A file's text. */
  static String read(String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new FailureException("There is no file %s".formatted(file), e);
    } catch (IOException | InvalidPathException e) {
      throw new FailureException("Can't read the file %s (%s)".formatted(file, e), e);
    }
  }
}
