package dev.stele.serde.protobuf.internal.json;

import java.io.IOException;

/** JSON that is not of a message's form, or a message that has none. Names the place. */
public final class ProtobufJsonException extends IOException {
  private static final long serialVersionUID = 1L;

  ProtobufJsonException(String path, String why) {
    super((path.isEmpty() ? "the message" : path.substring(1)) + ": " + why);
  }
}
