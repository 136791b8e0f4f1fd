package dev.stele.server.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.RegistryError.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterLogicalTest {
  private static final Subject S = Subject.of("1-s");
  private final Registry registry = new Registry();

  private static RegisterLogical register(String type, String ddl) {
    return new RegisterLogical(S, Draft.of(new SchemaType(type), ddl), false, false);
  }

  private String shown(SchemaVersion version) {
    return registry
        .ask(new InShape(version, "logical"))
        .fold(decision -> decision.reply(), RegistryError::message);
  }

  @ParameterizedTest
  @CsvSource({"AVRO", "JSON", "PROTOBUF"})
  void aDdl_isKeptInTheLanguage_andShownAsTheSameDdl(String type) {
    SchemaVersion version =
        registry.accepted(register(type, "TYPE STRUCT(a INT, b STRING NOT NULL) NOT NULL"));

    assertThat(version.content().type()).isEqualTo(new SchemaType(type));
    assertThat(version.content().text()).contains("Envelope1_s");
    assertThat(shown(version)).isEqualTo("TYPE STRUCT(a INT, b STRING NOT NULL) NOT NULL;\n");
    assertThat(registry.accepted(register(type, "TYPE STRUCT(a INT, b STRING NOT NULL) NOT NULL;")))
        .isEqualTo(version);
  }

  @Test
  void aDdlThatAddsARequiredField_isNoCompatibleChange() {
    registry.accepted(register("AVRO", "STRUCT R (a INT)"));

    assertThat(registry.refused(register("AVRO", "STRUCT R (a INT, b INT NOT NULL)")).kind())
        .isEqualTo(Kind.SCHEMA_INCOMPATIBLE);
  }

  @Test
  void typesOfReferences_areFound() {
    registry.register("base", "{\"type\":\"record\",\"name\":\"n.B\",\"fields\":[]}");
    Draft draft =
        new Draft(
            SchemaType.AVRO,
            "STRUCT n.R (b n.B NOT NULL)",
            List.of(new RawReference("n.B", "base", 1)),
            Optional.empty(),
            Optional.empty());

    SchemaVersion version = registry.accepted(new RegisterLogical(S, draft, false, false));

    assertThat(version.content().text()).contains("\"type\":\"B\"");
    assertThat(shown(version)).isEqualTo("STRUCT n.R (b n.B NOT NULL);\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AVRO|' '|Schema is required when format=logical",
        "XML|TYPE INT|Unsupported schemaType 'XML' for format=logical; must be one of AVRO, JSON,"
            + " PROTOBUF",
        "JSON|TYPE|Invalid logical type schema: Parse error at line 1, col 5: expected a type, found"
            + " the end",
        "PROTOBUF|TYPE INT|Logical type schema cannot be represented as PROTOBUF: Top-level schema"
            + " must be a STRUCT",
        "AVRO|STRUCT R (a B)|Logical type schema cannot be represented as AVRO: Undefined schema: B"
      })
  void whatCannotBeRegistered_isRefusedWithTheReason(String type, String ddl, String message) {
    assertThat(registry.refused(register(type, ddl)))
        .isEqualTo(new RegistryError(Kind.SCHEMA_INVALID, message));
  }

  @Test
  void aSchemaWithoutLogicalTypes_isNotShownAsADdl() {
    assertThat(shown(registry.register("s", "\"null\"")))
        .isEqualTo(
            "Stored schema cannot be represented as a logical type: Standalone NULL type is not"
                + " supported");
  }
}
