package dev.stele.serde.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.stele.serde.internal.messages.PayloadReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads payloads that are all one message. Immutable and thread-safe.
 *
 * @param extensions what the parser knows beyond the fields of its type
 */
record MessagePayloadReader(
    Parser<? extends Message> parser, ExtensionRegistryLite extensions, MessageTrees trees)
    implements PayloadReader {

  @Override
  public Optional<String> messageName() {
    return Optional.of(trees.from().getFullName());
  }

  @Override
  public Message read(ByteBuffer payload) throws IOException {
    int from = payload.arrayOffset() + payload.position();
    return parser.parseFrom(payload.array(), from, payload.remaining(), extensions);
  }

  @Override
  public JsonNode readTree(ByteBuffer payload) throws IOException {
    return trees.read(payload);
  }

  @Override
  public Message fromTree(JsonNode tree) throws IOException {
    return parser.parseFrom(trees.message(tree).toByteString(), extensions);
  }
}
