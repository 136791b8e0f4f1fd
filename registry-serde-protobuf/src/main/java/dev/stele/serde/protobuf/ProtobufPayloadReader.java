package dev.stele.serde.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.protobuf.MessageIndexes;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.PayloadReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads payloads of one schema, whichever of its messages they are. Thread-safe. */
final class ProtobufPayloadReader implements PayloadReader {
  private static final List<Integer> FIRST = List.of(0);

  private final Place place;
  private final MessageIndexes messages;
  private final MessageTypes types;
  // No more than the schema has messages.
  private final ConcurrentHashMap<List<Integer>, PayloadReader> readers = new ConcurrentHashMap<>();
  // Threads that race write what any of them may read: what these hold never changes.
  private @Nullable PayloadReader first;
  private @Nullable Last last;

  ProtobufPayloadReader(Place place, MessageIndexes messages, MessageTypes types) {
    this.place = place;
    this.messages = messages;
    this.types = types;
  }

  @Override
  public PayloadReader after(ByteBuffer prologue) {
    int start = prologue.position();
    if (prologue.hasRemaining() && prologue.get(start) == 0) {
      prologue.position(start + 1);
      return first();
    }
    Last known = last;
    if (known != null && known.begins(prologue)) {
      prologue.position(start + known.bytes.length);
      return known.reader;
    }
    List<Integer> indexes = IndexReader.read(place, prologue);
    byte[] bytes = new byte[prologue.position() - start];
    prologue.duplicate().position(start).get(bytes);
    PayloadReader reader = reader(indexes);
    last = new Last(bytes, reader);
    return reader;
  }

  private PayloadReader first() {
    PayloadReader known = first;
    if (known == null) {
      known = reader(FIRST);
      first = known;
    }
    return known;
  }

  private PayloadReader reader(List<Integer> indexes) {
    PayloadReader known = readers.get(indexes);
    if (known == null) {
      String name =
          messages
              .message(indexes)
              .orElseThrow(
                  () ->
                      place.failed(
                          "the message indexes "
                              + indexes
                              + " lead to no message of the schema: the message is damaged, or was"
                              + " written with another schema"));
      known = types.reader(name, indexes.equals(FIRST));
      readers.put(indexes, known);
    }
    return known;
  }

  @Override
  public @Nullable Object read(ByteBuffer payload) throws IOException {
    return first().read(payload);
  }

  @Override
  public JsonNode readTree(ByteBuffer payload) throws IOException {
    return first().readTree(payload);
  }

  @Override
  public @Nullable Object fromTree(JsonNode tree) throws IOException {
    return first().fromTree(tree);
  }

  /** The message read last, and its indexes as they stood: none are the beginning of others. */
  private static final class Last {
    private final byte[] bytes;
    private final PayloadReader reader;

    Last(byte[] bytes, PayloadReader reader) {
      this.bytes = bytes;
      this.reader = reader;
    }

    boolean begins(ByteBuffer prologue) {
      if (prologue.remaining() < bytes.length) {
        return false;
      }
      int at = prologue.arrayOffset() + prologue.position();
      return Arrays.equals(bytes, 0, bytes.length, prologue.array(), at, at + bytes.length);
    }
  }
}
