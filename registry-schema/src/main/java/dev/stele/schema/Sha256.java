package dev.stele.schema;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A SHA-256 digest, 32 bytes in four words. Of two different things, no two equal ones are known.
 */
public record Sha256(long word0, long word1, long word2, long word3) {
  /** Digests one thing made of several: each part is told apart from those beside it. */
  static final class Builder {
    private static final int CHUNK_CHARS = 2048;

    private final MessageDigest digest;

    Builder() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("Every Java platform has SHA-256", e);
      }
    }

    Builder add(int number) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
      return this;
    }

    /** Length and UTF-16 units, since a text may hold what has no other encoding. */
    Builder add(String text) {
      add(text.length());
      ByteBuffer chunk =
          ByteBuffer.allocate(Character.BYTES * Math.min(text.length(), CHUNK_CHARS));
      for (int from = 0; from < text.length(); from += CHUNK_CHARS) {
        int to = Math.min(text.length(), from + CHUNK_CHARS);
        chunk.clear().asCharBuffer().put(text, from, to);
        digest.update(chunk.limit(Character.BYTES * (to - from)));
      }
      return this;
    }

    Builder add(Sha256 part) {
      digest.update(
          ByteBuffer.allocate(4 * Long.BYTES)
              .putLong(part.word0)
              .putLong(part.word1)
              .putLong(part.word2)
              .putLong(part.word3)
              .flip());
      return this;
    }

    /** The digest of all parts, in order. Ends the use of this. */
    Sha256 build() {
      ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
      return new Sha256(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
  }
}
