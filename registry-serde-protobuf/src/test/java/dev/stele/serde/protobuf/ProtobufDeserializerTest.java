package dev.stele.serde.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.fixture.FakeRegistry;
import dev.stele.serde.protobuf.generated.Modern;
import dev.stele.serde.protobuf.generated.Old;
import dev.stele.serde.protobuf.generated.OldProto;
import dev.stele.serde.protobuf.generated.Quake;
import dev.stele.serde.protobuf.generated.Station;
import dev.stele.serde.protobuf.generated.shop.Money;
import dev.stele.serde.protobuf.generated.shop.Orders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProtobufDeserializerTest {
  private static final Quake QUAKE =
      Quake.newBuilder().setPlace("Kobe").setMagnitude(6.9).putFelt("Osaka", 4).build();
  private static final String TWO =
      """
      syntax = "proto3";
      message A { int32 a = 1; message Inner { string s = 1; } A a2 = 2; }
      message B { string b = 1; }
      """;

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void stop() {
    registry.close();
  }

  private Map<String, Object> settings(Object... settings) {
    Map<String, Object> map = new HashMap<>(Map.of("schema.registry.url", registry.url()));
    for (int i = 0; i < settings.length; i += 2) {
      map.put((String) settings[i], settings[i + 1]);
    }
    return map;
  }

  private <T extends Message> ProtobufDeserializer<T> deserializer(Object... settings) {
    ProtobufDeserializer<T> deserializer = new ProtobufDeserializer<>();
    deserializer.configure(settings(settings), false);
    return deserializer;
  }

  private byte[] serialize(Message message) {
    try (ProtobufSerializer<Message> serializer = new ProtobufSerializer<>()) {
      serializer.configure(settings(), false);
      return Objects.requireNonNull(serializer.serialize("t", message));
    }
  }

  private Message read(byte[] bytes, Object... settings) {
    return Objects.requireNonNull(deserializer(settings).deserialize("t", bytes));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static Object get(Message message, String field) {
    return message.getField(message.getDescriptorForType().findFieldByName(field));
  }

  @Test
  void deserialize_null_isNullAndAsksNobody() {
    assertThat((Object) deserializer().deserialize("t", (byte[]) null)).isNull();
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void registeredTextThatIsNoSchema_isSaidOf() {
    registry.put("t-value", Protos.stored("message {"));
    assertThatThrownBy(() -> read(hex("000000000100")))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(
            "Cannot deserialize the value from topic t, subject t-value, schema id 1"
                + ": the registered schema cannot be used: ");
  }

  @Test
  void deserialize_noType_givesDynamicMessageOfTheRegisteredText() {
    byte[] bytes = serialize(QUAKE);
    Message read = read(bytes);
    assertThat(read).isInstanceOf(DynamicMessage.class);
    assertThat(get(read, "place")).isEqualTo("Kobe");
    assertThat(read.toByteString()).isEqualTo(QUAKE.toByteString());
    assertThat(read.getUnknownFields().asMap()).isEmpty();
  }

  @Test
  void deserialize_recordNames_eachMessageHasItsOwnSubject() {
    registry.put("B", Protos.stored(TWO));
    registry.put("B", Protos.stored(TWO.replace("string b = 1;", "string b = 1; int32 more = 2;")));
    registry.put("A.Inner", Protos.stored(TWO.replace("string s", "string text")));
    ProtobufDeserializer<Message> deserializer =
        deserializer(
            "value.subject.name.strategy",
            "dev.stele.serde.RecordNameStrategy",
            "use.latest.version",
            true);

    for (int i = 0; i < 2; i++) {
      Message b =
          Objects.requireNonNull(deserializer.deserialize("t", hex("000000000102020a0162")));
      assertThat(get(b, "b")).isEqualTo("b");
      assertThat(get(b, "more")).isEqualTo(0);
      Message inner =
          Objects.requireNonNull(deserializer.deserialize("t", hex("00000000010400000a0173")));
      assertThat(get(inner, "text")).isEqualTo("s");
    }

    assertThat(registry.requests())
        .contains("GET /subjects/B/versions/latest", "GET /subjects/A.Inner/versions/latest")
        .doesNotHaveDuplicates()
        .noneMatch(request -> request.startsWith("GET /subjects/A/"));
  }

  @Test
  void deserialize_dynamicMessage_writtenAgain_isOfTheSameSchema() {
    registry.put(
        "t-value",
        Protos.stored("syntax = \"proto3\";\n\nmessage M {\n  map<string, int32> m = 1;\n}\n"));
    byte[] bytes = hex("0000000001000a050a016b1001");
    assertThat(serialize(read(bytes))).isEqualTo(bytes);
  }

  @Test
  void deserialize_specificType_givesIt() {
    assertThat(read(serialize(QUAKE), "specific.protobuf.value.type", Quake.class.getName()))
        .isEqualTo(QUAKE);
    ProtobufDeserializer<Quake> built =
        ProtobufDeserializer.builder(Quake.class).registry(registry.url()).forValues();
    Quake quake = built.deserialize("t", serialize(QUAKE));
    assertThat(quake).isEqualTo(QUAKE);
  }

  @Test
  void deserialize_fromAnyBufferAndHeaders_givesTheMessage() {
    byte[] bytes = serialize(QUAKE);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 4);
    direct.put(new byte[2]).put(bytes).flip().position(2);
    ProtobufDeserializer<Quake> deserializer =
        deserializer("specific.protobuf.value.type", Quake.class);
    assertThat(deserializer.deserialize("t", new RecordHeaders(), direct)).isEqualTo(QUAKE);
    ByteBuffer slice = ByteBuffer.wrap(concat(new byte[3], bytes)).position(3).slice();
    assertThat(deserializer.deserialize("t", new RecordHeaders(), slice)).isEqualTo(QUAKE);
  }

  @Test
  void deserialize_idInHeader_readsTheIndexesThere() {
    try (ProtobufSerializer<Message> serializer = new ProtobufSerializer<>()) {
      ObjectNode stored = Protos.stored("");
      stored.put("guid", "43336c44-b049-bead-932e-3d0c04205b67");
      byte[] plain = serialize(Station.newBuilder().setCode("x").build());
      stored.put("schema", registered());
      registry.put("h-value", stored);
      serializer.configure(
          settings("value.schema.id.serializer", "HeaderSchemaIdSerializer"), false);
      RecordHeaders headers = new RecordHeaders();
      byte[] bytes = serializer.serialize("h", headers, Station.newBuilder().setCode("x").build());
      assertThat(bytes).isEqualTo(hex("0a0178"));
      assertThat(headers.lastHeader("__value_schema_id").value()).endsWith(hex("670202"));
      Message read = Objects.requireNonNull(deserializer().deserialize("h", headers, bytes));
      assertThat(get(read, "code")).isEqualTo(get(read(plain), "code"));
    }
  }

  private String registered() {
    return RegistryClient.of(registry.url()).latest("t-value").schema().text();
  }

  @Test
  void deserialize_deriveType_findsTheGeneratedClass() {
    assertThat(read(serialize(QUAKE), "derive.type", true)).isEqualTo(QUAKE);
    Quake.Aftershock aftershock = Quake.Aftershock.newBuilder().setMagnitude(4).build();
    assertThat(read(serialize(aftershock), "derive.type", true)).isEqualTo(aftershock);
    Orders.Order.Buyer buyer = Orders.Order.Buyer.newBuilder().setName("n").build();
    registry.nextId(50);
    assertThat(read(serialize(buyer), "derive.type", true)).isEqualTo(buyer);
  }

  @Test
  void deserialize_deriveTypeWithoutClassOrOptions_saysWhatToDo() {
    registry.put("t-value", Protos.stored("syntax = \"proto3\"; message M { int32 a = 1; }"));
    assertThatThrownBy(() -> read(hex("0000000001000801"), "derive.type", true))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("java_multiple_files");
    registry.put(
        "t-value",
        Protos.stored(
            "syntax = \"proto3\"; option java_multiple_files = true; message M { int32 a = 1; }"));
    assertThatThrownBy(() -> read(hex("0000000002000801"), "derive.type", true))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("no generated class M");
  }

  @Test
  void configure_classThatIsNoMessage_isRefusedByTheSetting() {
    assertThatThrownBy(() -> deserializer("specific.protobuf.value.type", String.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("specific.protobuf.value.type");
    assertThatThrownBy(() -> deserializer("specific.protobuf.value.type", "no.such.Class"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("specific.protobuf.value.type");
    registry.put("t-value", Protos.stored(TWO));
    assertThat(read(hex("0000000001000801"), "specific.protobuf.value.type", Object.class))
        .isInstanceOf(DynamicMessage.class);
  }

  @Test
  void deserialize_messagesOfOneSchemaInTurn_areToldApart() {
    registry.put("t-value", Protos.stored(TWO));
    ProtobufDeserializer<Message> deserializer = deserializer();
    for (int i = 0; i < 3; i++) {
      for (String[] one :
          new String[][] {
            {"00", "A"}, {"0202", "B"}, {"0200", "A"}, {"040000", "A.Inner"}, {"0202", "B"}
          }) {
        Message read =
            Objects.requireNonNull(deserializer.deserialize("t", hex("0000000001" + one[0])));
        assertThat(read.getDescriptorForType().getFullName()).isEqualTo(one[1]);
      }
    }
    assertThat(registry.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', within its message indexes",
    "02, within its message indexes",
    "0280, within its message indexes",
    "0204, '[2]'",
    "040002, '[0, 1]'",
    "01, '-1 message indexes'",
    "ffffffff0f, 'message indexes'",
    "ffffffffff7f, 'longer than 5 bytes'",
    "0203, 'message index -2'",
    "7e, '63 message indexes'",
    "000a05, does not fit",
    "000aff, does not fit",
    "000affffffff0f, does not fit",
    "00ff, does not fit"
  })
  void deserialize_damaged_namesTopicSubjectIdAndFault(String rest, String fault) {
    registry.put("t-value", Protos.stored(TWO));
    assertThatThrownBy(() -> read(hex("0000000001" + rest)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic t, subject t-value, schema id 1")
        .hasMessageContaining(fault);
  }

  @Test
  void deserialize_nestedWithoutEnd_isRefused() throws IOException {
    registry.put("t-value", Protos.stored(TWO));
    ByteString payload = ByteString.EMPTY;
    for (int i = 0; i < 5000; i++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeBytes(2, payload);
      out.flush();
      payload = ByteString.copyFrom(bytes.toByteArray());
    }
    byte[] message = concat(hex("000000000100"), payload.toByteArray());
    assertThatThrownBy(() -> read(message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("schema id 1");
  }

  private static byte[] concat(byte[] one, byte[] two) {
    byte[] all = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, all, one.length, two.length);
    return all;
  }

  @Test
  void deserialize_otherType_isRefused() {
    registry.put("t-value", "\"string\"");
    assertThatThrownBy(() -> read(hex("000000000100")))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("type AVRO");
  }

  @Test
  void deserialize_textTheLibraryRefuses_saysWhy() {
    registry.put(
        "t-value", Protos.stored("syntax = \"proto3\"; message M { int32 a = 1; int32 b = 1; }"));
    assertThatThrownBy(() -> read(hex("000000000100")))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("schema id 1")
        .hasMessageContaining("refuses the schema")
        .hasMessageContaining("1");
  }

  @Test
  void deserialize_fieldsTheClassDoesNotKnow_survive() {
    registry.put(
        "t-value",
        Protos.stored(
            "syntax = \"proto3\"; message Station { string code = 1; int32 height = 9; }"));
    Message read =
        read(hex("0000000001000a0178481e"), "specific.protobuf.value.type", Station.class);
    assertThat(read)
        .isEqualTo(
            Station.newBuilder()
                .setCode("x")
                .setUnknownFields(
                    UnknownFieldSet.newBuilder()
                        .addField(9, UnknownFieldSet.Field.newBuilder().addVarint(30).build())
                        .build())
                .build());
    assertThat(read.toByteArray()).isEqualTo(hex("0a0178481e"));
  }

  @Test
  void deserialize_imports_areFetchedByReferenceAndWellKnownOnesAreNot() {
    Orders.Order order =
        Orders.Order.newBuilder()
            .setId("1")
            .addLines(Orders.Line.newBuilder().setPrice(Money.newBuilder().setCents(5)))
            .putNotes("k", "v")
            .build();
    byte[] bytes = serialize(order);
    registry.requests().clear();
    Message read = read(bytes);
    assertThat(read.toByteString()).isEqualTo(order.toByteString());
    assertThat(registry.requests())
        .containsExactlyInAnyOrder(
            "GET /schemas/ids/3?fetchMaxId=false&subject=t-value",
            "GET /subjects/shop%2Fmoney.proto/versions/1?deleted=true",
            "GET /subjects/shop%2Fcurrency.proto/versions/1?deleted=true");
  }

  @Test
  void deserialize_referenceOfAnotherNameThanTheImport_isFoundAllTheSame() {
    registry.put(
        "other", Protos.stored("syntax = \"proto3\"; package o; message O { int32 a = 1; }"));
    ObjectNode stored =
        Protos.stored("syntax = \"proto3\"; import \"o.proto\"; message M { o.O o = 1; }");
    stored
        .putArray("references")
        .addObject()
        .put("name", "elsewhere.proto")
        .put("subject", "other")
        .put("version", 1);
    registry.put("t-value", stored);
    Message read = read(hex("0000000002000a020807"));
    assertThat(get((Message) get(read, "o"), "a")).isEqualTo(7);
  }

  @Test
  void deserialize_groupsAndExtensions_areRead() {
    registry.put(
        "t-value",
        Protos.stored(
            """
            syntax = "proto2";
            message M {
              required int32 a = 1;
              optional group G = 4 { optional int32 x = 5; }
              extensions 100 to 200;
            }
            extend M { optional string note = 100; }
            """));
    Message read =
        read(
            hex(
                "000000000100"
                    + "0801"
                    + "2328052406".replace("2328052406", "2328" + "0524")
                    + "a2060178"));
    Descriptor type = read.getDescriptorForType();
    assertThat(read.getUnknownFields().asMap()).isEmpty();
    assertThat(get((Message) get(read, "g"), "x")).isEqualTo(5);
    assertThat(read.getField(type.getFile().findExtensionByName("note"))).isEqualTo("x");
    assertThatThrownBy(() -> read(hex("000000000100")))
        .hasMessageContaining("missing required fields: a");
  }

  @Test
  void deserialize_whatSyntax2AndEditionsWrote_isTheSame() {
    Old old = Old.newBuilder().setId(1).setExtension(OldProto.note, "n").build();
    assertThat(read(serialize(old)).toByteString()).isEqualTo(old.toByteString());
    Modern modern = Modern.newBuilder().setId(1).addNumbers(2).addNumbers(3).build();
    byte[] bytes = serialize(modern);
    assertThat(read(bytes, "derive.type", true)).isEqualTo(modern);
    Message dynamic = read(bytes);
    assertThat(get(dynamic, "numbers")).isEqualTo(List.of(2, 3));
  }

  @Test
  void deserialize_useLatest_readsIntoTheLatestVersion() {
    registry.put("t-value", Protos.stored("syntax = \"proto3\"; message M { int32 a = 1; }"));
    registry.put(
        "t-value",
        Protos.stored("syntax = \"proto3\"; message M { int32 renamed = 1; int32 b = 2; }"));
    Message read = read(hex("0000000001000801"), "use.latest.version", true);
    assertThat(get(read, "renamed")).isEqualTo(1);
  }

  @Test
  void deserialize_configuredSchemaAndIndexes_readsBarePayload() {
    registry.put("t-value", Protos.stored(TWO));
    Message read =
        read(
            hex("0a0178"),
            "value.schema.id.deserializer",
            "ConfigSchemaIdDeserializer",
            "use.schema.id",
            1,
            "use.message.indexes",
            "1");
    assertThat(get(read, "b")).isEqualTo("x");
  }

  @Test
  void serde_writesAndReads() {
    try (ProtobufSerde<Quake> serde =
        ProtobufSerde.builder(Quake.class).registry(registry.url()).forValues()) {
      byte[] bytes = serde.serializer().serialize("t", QUAKE);
      assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(QUAKE);
    }
  }
}
