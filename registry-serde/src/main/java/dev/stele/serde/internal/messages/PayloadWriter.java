package dev.stele.serde.internal.messages;

import java.io.IOException;

/** Encodes objects of one schema. Thread-safe. */
public interface PayloadWriter {
  /**
   * Encodes one object.
   *
   * @param prefix what the result begins with
   * @return the prefix and the payload, in an array of just their length
   * @throws IOException or any RuntimeException if the object is not of the schema
   */
  byte[] write(Object object, byte[] prefix) throws IOException;

  /** What stands between the schema's name and the payload, such as message indexes. */
  default byte[] prologue() {
    return new byte[0];
  }

  /** What takes this one's place where rules run: its {@link #write} gets what they give. */
  default PayloadWriter underRules() {
    return this;
  }

  /**
   * What rules are to see of an object: its data, without what only this format knows.
   *
   * @throws IOException or any RuntimeException if the object is not of the schema
   */
  default Object beforeRules(Object object) throws IOException {
    return object;
  }
}
