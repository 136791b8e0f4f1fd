package dev.stele.serde.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Value;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.fixture.Allocation;
import dev.stele.serde.fixture.FakeRegistry;
import dev.stele.serde.fixture.FakeRegistry.Answer;
import dev.stele.serde.protobuf.generated.Modern;
import dev.stele.serde.protobuf.generated.Old;
import dev.stele.serde.protobuf.generated.OldProto;
import dev.stele.serde.protobuf.generated.Quake;
import dev.stele.serde.protobuf.generated.Station;
import dev.stele.serde.protobuf.generated.shop.Money;
import dev.stele.serde.protobuf.generated.shop.Orders;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProtobufSerializerTest {
  private static final Quake QUAKE =
      Quake.newBuilder().setPlace("Kobe").setMagnitude(6.9).putFelt("Osaka", 4).build();

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void stop() {
    registry.close();
  }

  private <T extends Message> ProtobufSerializer<T> serializer(Object... settings) {
    ProtobufSerializer<T> serializer = new ProtobufSerializer<>();
    serializer.configure(settings(settings), false);
    return serializer;
  }

  private Map<String, Object> settings(Object... settings) {
    Map<String, Object> map = new HashMap<>(Map.of("schema.registry.url", registry.url()));
    for (int i = 0; i < settings.length; i += 2) {
      map.put((String) settings[i], settings[i + 1]);
    }
    return map;
  }

  private static String hex(byte[] bytes, int count) {
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, count));
  }

  private RegistryClient client() {
    return RegistryClient.of(registry.url());
  }

  @Test
  void serialize_null_isNullAndAsksNobody() {
    assertThat(serializer().serialize("t", null)).isNull();
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void serialize_beforeConfigure_saysSo() {
    try (ProtobufSerializer<Quake> serializer = new ProtobufSerializer<>()) {
      assertThatThrownBy(() -> serializer.serialize("t", QUAKE))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("configure");
    }
  }

  @Test
  void serialize_generatedMessage_registersItsFileOnceAndPutsIdAndIndexesBefore() {
    ProtobufSerializer<Quake> serializer = serializer();
    registry.nextId(7);
    byte[] bytes = Objects.requireNonNull(serializer.serialize("t", QUAKE));
    assertThat(hex(bytes, 6)).isEqualTo("000000000700");
    assertThat(Arrays.copyOfRange(bytes, 6, bytes.length)).isEqualTo(QUAKE.toByteArray());
    assertThat(serializer.serialize("t", QUAKE)).isEqualTo(bytes);
    assertThat(registry.requests())
        .containsExactly("POST /subjects/t-value/versions?normalize=false");
    assertThat(client().latest("t-value").schema().text().replaceAll("(?m) +$", ""))
        .isEqualTo(
            """
            syntax = "proto3";
            package dev.stele.test;

            import "google/protobuf/timestamp.proto";

            option java_package = "dev.stele.serde.protobuf.generated";
            option java_multiple_files = true;

            message Quake {
              string place = 1;
              double magnitude = 2;
              .google.protobuf.Timestamp at = 3;
              repeated .dev.stele.test.Quake.FeltEntry felt = 4;
              repeated .dev.stele.test.Quake.Aftershock aftershocks = 5;

              message FeltEntry {
                option map_entry = true;

                string key = 1;
                int32 value = 2;
              }
              message Aftershock {
                double magnitude = 1;
              }
            }
            message Station {
              string code = 1;
            }
            """);
  }

  @Test
  void serialize_nestedMessage_countsEntriesOfMapsInTheRegisteredText() {
    byte[] bytes =
        Objects.requireNonNull(serializer().serialize("t", Quake.Aftershock.newBuilder().build()));
    assertThat(hex(bytes, bytes.length)).isEqualTo("0000000001040002");
    bytes =
        Objects.requireNonNull(
            serializer().serialize("t", Station.newBuilder().setCode("x").build()));
    assertThat(hex(bytes, 7)).isEqualTo("00000000010202");
  }

  @Test
  void serialize_normalized_doesNotCountEntriesOfMaps() {
    registry.fail(request -> new Answer(200, "{\"id\":9}"));
    byte[] bytes =
        Objects.requireNonNull(
            serializer("normalize.schemas", true)
                .serialize("t", Quake.Aftershock.getDefaultInstance()));
    assertThat(hex(bytes, bytes.length)).isEqualTo("0000000009040000");
  }

  @Test
  void serialize_importedFiles_areRegisteredBeforeWhatImportsThem() {
    serializer().serialize("t", Orders.Order.newBuilder().setId("1").build());
    assertThat(registry.requests())
        .filteredOn(request -> request.contains("/versions"))
        .containsExactly(
            "POST /subjects/shop%2Fcurrency.proto/versions?normalize=false",
            "POST /subjects/shop%2Fmoney.proto/versions?normalize=false",
            "POST /subjects/t-value/versions?normalize=false");
    assertThat(client().latest("t-value").schema().references())
        .extracting(reference -> reference.name() + "|" + reference.subject())
        .containsExactly(
            "shop/money.proto|shop/money.proto", "shop/currency.proto|shop/currency.proto");
  }

  @Test
  void serialize_qualifiedReferences_areNamedLikePackages() {
    ProtobufSerializer<Money> serializer =
        ProtobufSerializer.<Money>builder()
            .registry(registry.url())
            .referenceSubjects(new QualifiedReferenceSubjectNameStrategy())
            .forValues();
    serializer.serialize("t", Money.newBuilder().setCents(1).build());
    assertThat(client().subjects()).containsExactlyInAnyOrder("shop.currency", "t-value");
  }

  @Test
  void serialize_referenceLookupOnly_registersNoImport() {
    ProtobufSerializer<Money> serializer = serializer("reference.lookup.only", true);
    assertThatThrownBy(() -> serializer.serialize("t", Money.getDefaultInstance()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic t")
        .hasMessageContaining("shop/currency.proto");
    assertThat(registry.requests()).noneMatch(request -> request.contains("versions"));
  }

  @Test
  void serialize_knownTypesNotSkipped_registersThem() {
    serializer("skip.known.types", false).serialize("t", QUAKE);
    assertThat(client().subjects())
        .containsExactlyInAnyOrder("google/protobuf/timestamp.proto", "t-value");
  }

  @Test
  void serialize_useLatest_findsTheMessageByNameInTheLatestText() {
    registry.put(
        "t-value",
        Protos.stored(
            """
            syntax = "proto3";
            package dev.stele.test;
            enum Before { B = 0; }
            message Station { string code = 1; }
            message Quake {
              message Aftershock { double magnitude = 1; }
              string place = 1;
              double magnitude = 2;
              map<string, int32> felt = 4;
              repeated Aftershock aftershocks = 5;
            }
            """));
    ProtobufSerializer<Message> serializer =
        serializer(
            "auto.register.schemas",
            false,
            "use.latest.version",
            true,
            "latest.compatibility.strict",
            false);
    byte[] bytes = Objects.requireNonNull(serializer.serialize("t", QUAKE));
    assertThat(hex(bytes, 7)).isEqualTo("00000000010202");
    assertThat(Arrays.copyOfRange(bytes, 7, bytes.length)).isEqualTo(QUAKE.toByteArray());
    bytes =
        Objects.requireNonNull(serializer.serialize("t", Quake.Aftershock.getDefaultInstance()));
    assertThat(hex(bytes, bytes.length)).isEqualTo("0000000001040200");
    bytes = Objects.requireNonNull(serializer.serialize("t", Station.getDefaultInstance()));
    assertThat(hex(bytes, bytes.length)).isEqualTo("000000000100");
  }

  @Test
  void serialize_chosenSchemaWithoutTheMessage_isRefusedByName() {
    registry.put("t-value", Protos.stored("syntax = \"proto3\"; message Other { int32 a = 1; }"));
    ProtobufSerializer<Message> serializer =
        serializer(
            "auto.register.schemas", false, "use.schema.id", 1, "id.compatibility.strict", false);
    assertThatThrownBy(() -> serializer.serialize("t", QUAKE))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("dev.stele.test.Quake")
        .hasMessageContaining("subject t-value, schema id 1");
  }

  @Test
  void serialize_latestThatCannotReadTheObject_isRefusedUnlessAllowed() {
    String text =
        "syntax = \"proto3\"; package dev.stele.test;"
            + " message Station { int32 code = 1; } message Quake { message Aftershock {} }";
    registry.put("t-value", Protos.stored(text));
    Object[] settings = {"auto.register.schemas", false, "use.latest.version", true};
    assertThatThrownBy(() -> serializer(settings).serialize("t", Station.getDefaultInstance()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Incompatible schema of type 'PROTOBUF'")
        .hasMessageContaining("latest.compatibility.strict=false");
  }

  @Test
  void serialize_chosenFileThatOnlyImportsPublicly_hasTheImportedIndexes() {
    registry.put(
        "inner.proto",
        Protos.stored(
            "syntax = \"proto3\"; package dev.stele.test; message A {} message Station {"
                + " string code = 1; }"));
    ObjectNode stored = Protos.stored("syntax = \"proto3\"; import public \"inner.proto\";");
    stored
        .putArray("references")
        .addObject()
        .put("name", "inner.proto")
        .put("subject", "inner.proto")
        .put("version", 1);
    registry.put("t-value", stored);
    ProtobufSerializer<Station> serializer =
        serializer(
            "auto.register.schemas",
            false,
            "use.latest.version",
            true,
            "latest.compatibility.strict",
            false);
    byte[] bytes =
        Objects.requireNonNull(
            serializer.serialize("t", Station.newBuilder().setCode("x").build()));
    assertThat(hex(bytes, 7)).isEqualTo("00000000020202");
  }

  @Test
  void serialize_otherTypeOfChosenSchema_isRefused() {
    registry.put("t-value", "\"string\"");
    Object[] settings = {"auto.register.schemas", false, "use.latest.version", true};
    assertThatThrownBy(() -> serializer(settings).serialize("t", QUAKE))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("type AVRO");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void serialize_noMessage_isRefusedByItsClass() {
    Serializer serializer = serializer();
    assertThatThrownBy(() -> serializer.serialize("t", "text"))
        .hasMessageContaining("java.lang.String");
  }

  @Test
  void serialize_twoFilesWithOneMessageName_areTwoSchemas() {
    FileDescriptor one = Protos.file("syntax = \"proto3\"; message M { int32 a = 1; }");
    FileDescriptor two =
        Protos.file("syntax = \"proto3\"; message X {} message M { string b = 1; }");
    ProtobufSerializer<DynamicMessage> serializer = serializer();
    byte[] first =
        Objects.requireNonNull(
            serializer.serialize("t", Protos.message(Protos.type(one, "M"), "{\"a\":1}")));
    byte[] second =
        Objects.requireNonNull(
            serializer.serialize("t", Protos.message(Protos.type(two, "M"), "{\"b\":\"x\"}")));
    assertThat(hex(first, first.length)).isEqualTo("0000000001000801");
    assertThat(hex(second, second.length)).isEqualTo("000000000202020a0178");
  }

  @Test
  void serialize_syntax2WithExtensionsAndRequired_givesTheMessage() {
    Old old = Old.newBuilder().setId(1).setExtension(OldProto.note, "n").build();
    byte[] bytes = Objects.requireNonNull(serializer().serialize("t", old));
    assertThat(Arrays.copyOfRange(bytes, 6, bytes.length)).isEqualTo(old.toByteArray());
    assertThat(client().latest("t-value").schema().text())
        .contains("required int32 id = 1;", "extensions 100 to 200;", "extend .dev.stele.test.Old");
  }

  @Test
  void serialize_edition_registersATextWithoutSyntax() {
    Modern modern = Modern.newBuilder().setId(1).addNumbers(2).build();
    byte[] bytes = Objects.requireNonNull(serializer().serialize("t", modern));
    assertThat(Arrays.copyOfRange(bytes, 6, bytes.length)).isEqualTo(modern.toByteArray());
    assertThat(client().latest("t-value").schema().text())
        .doesNotContain("syntax")
        .contains("optional int32 id = 1;");
  }

  @Test
  void serialize_thousandDescriptors_keepsFewOfThem() {
    registry.fail(request -> new Answer(200, "{\"id\":1}"));
    ProtobufSerializer<DynamicMessage> serializer = serializer("max.schemas.per.subject", 10);
    WeakReference<?> early = null;
    for (int i = 0; i < 1_000; i++) {
      Descriptor type =
          Protos.type(Protos.file("syntax = \"proto3\"; message M { int32 f" + i + " = 1; }"), "M");
      if (i == 100) {
        early = new WeakReference<>(type);
      }
      byte[] bytes =
          Objects.requireNonNull(
              serializer.serialize("t", DynamicMessage.getDefaultInstance(type)));
      assertThat(bytes).hasSize(6);
    }
    for (int i = 0; i < 50 && Objects.requireNonNull(early).get() != null; i++) {
      System.gc();
    }
    assertThat(Objects.requireNonNull(early).get()).isNull();
  }

  @Test
  void serialize_knownMessage_allocatesLittleBeyondTheMessage() throws Exception {
    ProtobufSerializer<Quake> serializer = serializer();
    byte[][] raw = new byte[1][];
    long most = Allocation.perCall(() -> raw[0] = QUAKE.toByteArray()) + 64;
    assertThat(Allocation.perCall(() -> serializer.serialize("t", QUAKE)))
        .isLessThanOrEqualTo(most);
  }

  @Test
  void serialize_nestedWithoutEnd_isRefused() {
    Value deep = Value.newBuilder().setBoolValue(true).build();
    for (int i = 0; i < 100_000; i++) {
      deep = Value.newBuilder().setListValue(ListValue.newBuilder().addValues(deep)).build();
    }
    Value message = deep;
    assertThatThrownBy(() -> serializer().serialize("t", message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("to topic t, subject t-value")
        .hasMessageContaining("nested too deep");
  }

  @Test
  void configure_wrongStrategy_isRefusedByTheSetting() {
    assertThatThrownBy(() -> serializer("reference.subject.name.strategy", "no.such.Class"))
        .hasMessageContaining("reference.subject.name.strategy");
    assertThatThrownBy(() -> serializer("skip.known.types", "perhaps"))
        .hasMessageContaining("skip.known.types");
  }
}
