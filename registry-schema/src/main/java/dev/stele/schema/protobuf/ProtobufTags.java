package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.stele.schema.EntityTags;
import dev.stele.schema.FoundTags;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaEntity.Kind;
import java.util.List;

/** Reads the tags of messages and their fields. Groups and extensions bear none. */
final class ProtobufTags {
  private final FoundTags found = new FoundTags();

  private ProtobufTags() {}

  /**
   * Of each message its own, those of its fields, of the messages inside, and of its oneofs.
   *
   * @throws InvalidSchemaException if there are too many
   */
  static List<EntityTags> of(ProtoFileElement file) {
    ProtobufTags tags = new ProtobufTags();
    tags.types("", file.getTypes());
    return tags.found.all();
  }

  private void types(String scope, List<TypeElement> types) {
    for (TypeElement type : types) {
      if (type instanceof MessageElement message) {
        message(scope + message.getName(), message);
      }
    }
  }

  private void message(String path, MessageElement message) {
    add(path, Kind.RECORD, message.getOptions());
    fields(path, message.getFields());
    types(path + ".", message.getNestedTypes());
    for (OneOfElement oneof : message.getOneOfs()) {
      fields(path + "." + oneof.getName(), oneof.getFields());
    }
  }

  private void fields(String scope, List<FieldElement> fields) {
    for (FieldElement field : fields) {
      add(scope + "." + field.getName(), Kind.FIELD, field.getOptions());
    }
  }

  private void add(String path, Kind kind, List<OptionElement> options) {
    found.add(path, kind, MetaOptions.of(kind, options).tags());
  }
}
