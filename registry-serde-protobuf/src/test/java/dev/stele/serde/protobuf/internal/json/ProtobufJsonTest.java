package dev.stele.serde.protobuf.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Duration;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.stele.serde.protobuf.generated.EverythingProtos.Everything;
import dev.stele.serde.protobuf.generated.Old;
import dev.stele.serde.protobuf.generated.OldProto;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our JSON against that of Protobuf's own library. */
final class ProtobufJsonTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final TypeRegistry TYPES =
      TypeRegistry.newBuilder()
          .add(Everything.getDescriptor())
          .add(Timestamp.getDescriptor())
          .add(Duration.getDescriptor())
          .build();
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().usingTypeRegistry(TYPES).alwaysPrintFieldsWithNoPresence();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser().usingTypeRegistry(TYPES);
  private static final ProtobufJson OURS = ProtobufJson.of(Everything.getDescriptor().getFile());

  @Test
  void tree_ofRandomMessages_isWhatTheLibraryPrintsAndBack() throws IOException {
    RandomMessages messages = new RandomMessages(new Random(20261126), Everything.getDescriptor());
    for (int i = 0; i < 2000; i++) {
      Everything message = Everything.parseFrom(messages.next().toByteString());
      String text = PRINTER.print(message);
      JsonNode ours = OURS.tree(message);
      assertThat(ours).as(text).isEqualTo(JACKSON.readTree(text));

      Everything.Builder read = Everything.newBuilder();
      OURS.merge(JACKSON.readTree(text), read);
      Everything.Builder theirs = Everything.newBuilder();
      PARSER.merge(ours.toString(), theirs);
      assertThat(read.build()).isEqualTo(theirs.build());

      DynamicMessage.Builder dynamic = DynamicMessage.newBuilder(Everything.getDescriptor());
      OURS.merge(ours, dynamic);
      assertThat(Everything.parseFrom(dynamic.build().toByteString())).isEqualTo(read.build());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'anInt32': 1.0, 'aUint32': 4294967295, 'aUint64': '18446744073709551615'}",
        "{'anInt32': '1', 'anInt64': 1e3, 'aSint32': -2147483648}",
        "{'an_int32': 5, 'a_string': 'x', 'some_bytes': '_-8'}",
        "{'someBytes': '/+8=', 'another-name': 'r'}",
        "{'renamed': 'r'}",
        "{'aDouble': 'NaN', 'aFloat': '-Infinity', 'doubleValue': 1}",
        "{'aDouble': 1.7976931348623157e308, 'aFloat': 3.4028235e38}",
        "{'aBool': null, 'inner': null, 'longs': null, 'value': null, 'boolValue': null}",
        "{'color': 'COLOR_RED', 'colors': [0, 1, 'COLOR_BLUE', 77]}",
        "{'byBool': {'true': 'AA=='}, 'byLong': {'-1': 1}, 'byUint': {'4294967295': 1}}",
        "{'chosenNull': null}",
        "{'timestamp': '2026-11-26T08:00:00.123456789Z', 'duration': '-1.5s'}",
        "{'timestamp': '2026-11-26T08:00:00+02:00', 'mask': 'fooBar.baz,q'}",
        "{'timestamp': '0001-01-01T00:00:00Z', 'duration': '-315576000000.999999999s'}",
        "{'any': {'@type': 'type.googleapis.com/google.protobuf.Duration', 'value': '3s'}}",
        "{'any': {'value': '3s', '@type': 'x/google.protobuf.Duration'}}",
        "{'any': {'@type': 'x/dev.stele.test.Everything', 'anInt32': 3}}",
        "{'any': {}}",
        "{'struct': {'a': [1, {'b': null}], 'c': true}, 'list': [null, 'x'], 'value': {'q': 1}}",
        "{'stringValue': 'x', 'bytesValue': 'AA', 'int64Value': '-9', 'uint64Value': 9}",
        "{'empty': {}, 'timestamps': ['1970-01-01T00:00:00Z']}",
        "{'anInt32': 0, 'an_int32': 0}"
      })
  void merge_whatTheLibraryTakes_givesTheSame(String text) throws IOException {
    String json = text.replace('\'', '"');
    Everything.Builder theirs = Everything.newBuilder();
    String refusal = "";
    try {
      PARSER.merge(json, theirs);
    } catch (IOException e) {
      refusal = String.valueOf(e.getMessage());
    }
    Everything.Builder ours = Everything.newBuilder();
    if (refusal.isEmpty()) {
      OURS.merge(JACKSON.readTree(json), ours);
      assertThat(ours.build()).isEqualTo(theirs.build());
    } else {
      assertThatThrownBy(() -> OURS.merge(JACKSON.readTree(json), ours))
          .as(refusal)
          .isInstanceOf(ProtobufJsonException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'nope': 1}                                     | nope: message dev.stele.test.Everything",
        "{'inner': {'inners': [{}, {'x': 1}]}}           | inner.inners[1].x: message",
        "{'byName': {'k': {'x': 1}}}                     | byName.k.x: message",
        "{'anInt32': 2147483648}                         | anInt32: 2147483648 is not an integer",
        "{'anInt32': 1.5}                                | is not an integer",
        "{'anInt32': '1e99999999'}                       | is not an integer",
        "{'anInt32': true}                               | is not a number",
        "{'aUint32': -1}                                 | is not an integer",
        "{'anInt64': '9223372036854775808'}              | is not an integer",
        "{'aFloat': 1e39}                                | is not a number a float can hold",
        "{'aDouble': '1e999'}                            | is not a number a double can hold",
        "{'aDouble': 'nan'}                              | is not a number",
        "{'aBool': 'yes'}                                | is not true or false",
        "{'aString': 1}                                  | is not a string",
        "{'someBytes': '*'}                              | is not base64",
        "{'color': 'COLOR_GREEN'}                        | is not a name or number of enum",
        "{'longs': [1, null]}                            | longs[1]: null is no element",
        "{'longs': 1}                                    | an array is expected",
        "{'inner': []}                                   | a JSON object is expected",
        "{'byBool': {'maybe': ''}}                       | is not true or false",
        "{'byLong': {'1': null}}                         | null is no element",
        "{'chosenText': 'x', 'chosenColor': 0}           | is set already",
        "{'anInt32': 1, 'an_int32': 2}                   | is set already",
        "{'timestamp': 'yesterday'}                      | is no time",
        "{'timestamp': '2026-13-01T00:00:00Z'}           | is no time",
        "{'timestamp': '0000-12-31T23:59:59Z'}           | is no time",
        "{'duration': '1'}                               | is no number of seconds",
        "{'duration': '315576000001s'}                   | is no number of seconds",
        "{'any': {'anInt32': 1}}                         | '@type'",
        "{'any': {'@type': 'x/no.Such'}}                 | 'x/no.Such'",
        "{'any': {'@type': 'dev.stele.test.Everything'}} | is not in the schema"
      })
  void merge_wrongJson_isRefusedWithItsPath(String text, String why) throws IOException {
    JsonNode json = JACKSON.readTree(text.replace('\'', '"'));
    assertThatThrownBy(() -> OURS.merge(json, Everything.newBuilder()))
        .isInstanceOf(ProtobufJsonException.class)
        .hasMessageContaining(why);
  }

  /** The library loses the sign of doubles, though not of floats. */
  @Test
  void merge_negativeZero_staysNegative() throws IOException {
    Everything.Builder read = Everything.newBuilder();
    OURS.merge(JACKSON.readTree("{\"aDouble\":-0.0,\"aFloat\":\"-0\"}"), read);
    assertThat(1 / read.getADouble()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(1 / read.getAFloat()).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void mergeAndTree_nestedWithoutEnd_areRefused() throws IOException {
    String text = "{\"inner\":".repeat(150) + "{}" + "}".repeat(150);
    JsonNode json = JACKSON.readTree(text);
    assertThatThrownBy(() -> OURS.merge(json, Everything.newBuilder()))
        .isInstanceOf(ProtobufJsonException.class)
        .hasMessageContaining("more than 100 deep");
    String list = "[".repeat(150) + "]".repeat(150);
    JsonNode deep = JACKSON.readTree("{\"value\":" + list + "}");
    assertThatThrownBy(() -> OURS.merge(deep, Everything.newBuilder()))
        .hasMessageContaining("more than 100 deep");
    Everything message = Everything.getDefaultInstance();
    for (int i = 0; i < 150; i++) {
      message = Everything.newBuilder().setInner(message).build();
    }
    Everything nested = message;
    assertThatThrownBy(() -> OURS.tree(nested)).hasMessageContaining("more than 100 deep");
  }

  @Test
  void tree_valuesWithoutJson_areRefused() {
    Everything late =
        Everything.newBuilder()
            .setTimestamp(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
            .build();
    assertThatThrownBy(() -> OURS.tree(late)).hasMessageContaining("timestamp: ");
    Everything mixed =
        Everything.newBuilder()
            .setDuration(Duration.newBuilder().setSeconds(1).setNanos(-1))
            .build();
    assertThatThrownBy(() -> OURS.tree(mixed)).hasMessageContaining("duration: ");
  }

  @Test
  void tree_syntax2_hasDefaultsAndExtensions() throws IOException {
    ProtobufJson json = ProtobufJson.of(Old.getDescriptor().getFile());
    Old old = Old.newBuilder().setId(1).setExtension(OldProto.note, "n").build();
    JsonNode tree = json.tree(old);
    assertThat(tree)
        .isEqualTo(
            JACKSON.readTree("{\"id\":1,\"name\":\"none\",\"[dev.stele.test.note]\":\"n\"}"));
    Old.Builder read = Old.newBuilder();
    json.merge(tree, read);
    assertThat(read.build()).isEqualTo(old.toBuilder().setName("none").build());
  }
}
