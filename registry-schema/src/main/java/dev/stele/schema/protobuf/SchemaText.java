package dev.stele.schema.protobuf;

import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;

/** Reads source code with Wire's parser, within limits. */
final class SchemaText {
  private SchemaText() {}

  /**
   * @throws InvalidSchemaException if that is not Protobuf, or exceeds a limit
   */
  static ProtoFileElement read(String text, Phase phase) {
    try {
      return new ProtoParser(Location.get(""), SafeText.of(text)).readProtoFile();
    } catch (LimitExceededException e) {
      throw new InvalidSchemaException(phase, String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // Wire throws whatever its checks and casts throw; the message is all that it says.
      throw new InvalidSchemaException(phase, "Could not parse Protobuf - " + e.getMessage(), e);
    }
  }
}
