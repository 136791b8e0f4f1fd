package dev.stele.serde.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistryLite;
import dev.stele.serde.protobuf.internal.json.ProtobufJson;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Messages as JSON trees, which is what migration rules are written for.
 *
 * @param from the message the payload was written as
 * @param to the message to read into
 */
record MessageTrees(Descriptor from, Descriptor to, ExtensionRegistryLite extensions) {
  JsonNode read(ByteBuffer payload) throws IOException {
    int at = payload.arrayOffset() + payload.position();
    DynamicMessage message =
        DynamicMessage.getDefaultInstance(from)
            .getParserForType()
            .parseFrom(payload.array(), at, payload.remaining(), extensions);
    return ProtobufJson.of(from.getFile()).tree(message);
  }

  DynamicMessage message(JsonNode tree) throws IOException {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(to);
    ProtobufJson.of(to.getFile()).merge(tree, message);
    return message.build();
  }
}
