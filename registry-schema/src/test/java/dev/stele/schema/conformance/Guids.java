package dev.stele.schema.conformance;

import dev.stele.schema.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;

/** The identity of content, as the reference computes it. */
final class Guids {
  private Guids() {}

  static String of(String text, List<Reference> references) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      for (Reference reference : references) {
        digest.update(reference.name().getBytes(StandardCharsets.UTF_8));
        digest.update(reference.subject().getBytes(StandardCharsets.UTF_8));
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(reference.version()).array());
      }
      ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
      return new UUID(bytes.getLong(), bytes.getLong()).toString();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
