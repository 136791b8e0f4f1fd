package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.wire.schema.internal.parser.TypeElement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WellKnownTest {
  @ParameterizedTest
  @CsvSource({
    "google/protobuf/timestamp.proto,google.protobuf,Timestamp",
    "google/protobuf/descriptor.proto,google.protobuf,FieldOptions",
    "google/type/dayofweek.proto,google.type,DayOfWeek",
    "google/type/datetime.proto,google.type,TimeZone",
    "confluent/meta.proto,confluent,Meta",
    "confluent/type/decimal.proto,confluent.type,Decimal",
    "confluent/type/variant.proto,confluent.type,Variant",
  })
  void file_known_declaresItsTypes(String path, String packageName, String type) {
    assertThat(WellKnown.file(path))
        .hasValueSatisfying(
            file -> {
              assertThat(file.getPackageName()).isEqualTo(packageName);
              assertThat(file.getTypes()).extracting(TypeElement::getName).contains(type);
            });
  }

  @ParameterizedTest
  @CsvSource({"google/rpc/status.proto", "google/protobuf/java_features.proto", "timestamp.proto"})
  void file_notKnown_isEmpty(String path) {
    assertThat(WellKnown.file(path)).isEmpty();
  }
}
