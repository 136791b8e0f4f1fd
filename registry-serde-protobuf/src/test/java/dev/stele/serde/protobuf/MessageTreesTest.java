package dev.stele.serde.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Message;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.serde.SteleDeserializer;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.fixture.FakeRegistry;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.PayloadReader;
import dev.stele.serde.internal.messages.Reading;
import dev.stele.serde.protobuf.generated.Station;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What migration rules see of a message, and what becomes of their result. */
final class MessageTreesTest {
  private static final String OLD =
      "syntax = \"proto3\"; package dev.stele.test;"
          + " message Other {} message Station { string name = 7; int32 height = 8; }";
  private static final String NEW =
      "syntax = \"proto3\"; package dev.stele.test; message Station { string code = 1; }";

  private static Reading.Target registered(int id, String text) {
    SchemaDefinition definition = new SchemaDefinition(SchemaType.PROTOBUF, text, List.of());
    return new Reading.Target(
        new RegisteredSchema(
            id, Optional.empty(), Optional.empty(), OptionalInt.empty(), definition),
        new SchemaSource(SchemaType.PROTOBUF, text, List.of()));
  }

  private static PayloadReader reader(Map<String, ?> settings) throws IOException {
    Reading.Target writer = registered(1, OLD);
    Reading reading = new Reading(writer.schema(), writer.source(), registered(2, NEW), null);
    PayloadReader reader =
        new ProtobufReadFormat(ProtobufSettings.of(settings, false))
            .reader(Place.reading("t", false, "id 1").in("t-value"), reading);
    return reader.after(ByteBuffer.wrap(new byte[] {2, 2}));
  }

  @Test
  void tree_isOfTheWritersMessage_andGivesTheReaders() throws IOException {
    for (Map<String, ?> settings :
        List.of(
            Map.<String, Object>of(),
            Map.of("specific.protobuf.value.type", Station.class.getName()))) {
      PayloadReader reader = reader(settings);
      ByteBuffer payload = ByteBuffer.wrap(HexFormat.of().parseHex("3a0178"));
      ObjectNode tree = (ObjectNode) reader.readTree(payload);
      assertThat(tree.toString()).isEqualTo("{\"name\":\"x\",\"height\":0}");

      tree.set("code", tree.remove("name"));
      assertThatThrownBy(() -> reader.fromTree(tree)).hasMessageContaining("height");
      tree.remove("height");
      Message read = (Message) Objects.requireNonNull(reader.fromTree(tree));
      assertThat(Station.parseFrom(read.toByteString()))
          .isEqualTo(Station.newBuilder().setCode("x").build());
      assertThat(read instanceof Station).isEqualTo(!settings.isEmpty());
    }
  }

  @Test
  void deserializerOfAllFormats_readsProtobufToo() {
    try (FakeRegistry registry = new FakeRegistry();
        SteleDeserializer deserializer = new SteleDeserializer()) {
      registry.put("t-value", Protos.stored(NEW));
      deserializer.configure(
          Map.of(
              "schema.registry.url",
              registry.url(),
              "specific.protobuf.value.type",
              Station.class.getName()),
          false);
      byte[] message = HexFormat.of().parseHex("0000000001000a0178");
      assertThat(deserializer.deserialize("t", message))
          .isEqualTo(Station.newBuilder().setCode("x").build());
    }
  }
}
