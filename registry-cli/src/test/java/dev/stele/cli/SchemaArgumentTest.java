package dev.stele.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaArgumentTest {
  @ParameterizedTest
  @ValueSource(strings = {"\"int\"", "{\"type\": \"int\"}", "[\"null\", \"int\"]"})
  void parse_schema_isTaken(String argument) {
    assertThat(SchemaArgument.parse(argument).toString()).contains("int");
  }

  @Test
  void parse_file_isRead(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("s.avsc"), "{\"type\": \"string\"}");

    assertThat(SchemaArgument.parse(file.toString())).isEqualTo(Schema.create(Schema.Type.STRING));
  }

  @Test
  void parse_missingFile_isNamed() {
    assertThatThrownBy(() -> SchemaArgument.parse("no/such.avsc"))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("no/such.avsc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"record\", \"fields\": []}           | No name",
        "{\"type\": \"strnig\"}                          | Unknown schema",
        "{\"type\": \"string\"                           | ",
        "{\"type\": \"enum\", \"name\": \"1\", \"symbols\": []} | Illegal initial character",
      })
  void parse_fileThatIsNoSchema_isNamedWithTheReason(
      String text, @Nullable String reason, @TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("s.avsc"), text);

    assertThatThrownBy(() -> SchemaArgument.parse(file.toString()))
        .isInstanceOf(FailureException.class)
        .hasMessageStartingWith(file + " is not an Avro schema: ")
        .hasMessageContaining(reason == null ? "" : reason);
  }
}
