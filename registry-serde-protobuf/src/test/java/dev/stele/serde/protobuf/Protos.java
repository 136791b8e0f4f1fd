package dev.stele.serde.protobuf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import dev.stele.schema.protobuf.ProtobufDescriptors;
import java.util.ArrayList;
import java.util.List;

/** Protobuf schemas and messages from text. */
final class Protos {
  private Protos() {}

  /**
   * A file.
   *
   * @param imports path and text, path and text
   */
  static FileDescriptor file(String text, String... imports) {
    List<Dependency> dependencies = new ArrayList<>();
    for (int i = 0; i < imports.length; i += 2) {
      Reference reference = new Reference(imports[i], imports[i], 1);
      dependencies.add(new Dependency(reference, imports[i + 1]));
    }
    return ProtobufDescriptors.link(new SchemaSource(SchemaType.PROTOBUF, text, dependencies));
  }

  /** A message's type. */
  static Descriptor type(FileDescriptor file, String name) {
    String[] steps = name.split("\\.", -1);
    Descriptor found = file.findMessageTypeByName(steps[0]);
    for (int i = 1; i < steps.length; i++) {
      found = found.findNestedTypeByName(steps[i]);
    }
    return found;
  }

  static DynamicMessage message(Descriptor type, String json) {
    DynamicMessage.Builder builder = DynamicMessage.newBuilder(type);
    try {
      JsonFormat.parser().merge(json, builder);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(json, e);
    }
    return builder.build();
  }

  /** A schema as the registry's API has it. */
  static ObjectNode stored(String text) {
    return JsonNodeFactory.instance.objectNode().put("schema", text).put("schemaType", "PROTOBUF");
  }
}
