package dev.stele.serde.protobuf;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import dev.stele.serde.internal.messages.PayloadWriter;
import java.io.IOException;

/** Encodes messages of one type. Thread-safe. */
final class ProtobufPayloadWriter implements PayloadWriter {
  private final byte[] indexes;

  /**
   * @param indexes where the registered schema declares the message
   */
  ProtobufPayloadWriter(byte[] indexes) {
    this.indexes = indexes.clone();
  }

  @Override
  public byte[] prologue() {
    return indexes.clone();
  }

  @Override
  public byte[] write(Object object, byte[] prefix) throws IOException {
    Message message = (Message) object;
    int size = message.getSerializedSize();
    byte[] result = new byte[Math.addExact(prefix.length, size)];
    System.arraycopy(prefix, 0, result, 0, prefix.length);
    CodedOutputStream out = CodedOutputStream.newInstance(result, prefix.length, size);
    message.writeTo(out);
    out.checkNoSpaceLeft();
    return result;
  }
}
