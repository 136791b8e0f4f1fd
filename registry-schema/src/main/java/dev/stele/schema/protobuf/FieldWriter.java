package dev.stele.schema.protobuf;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.ExtendElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import dev.stele.schema.protobuf.FieldType.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compiles fields that are no maps. */
final class FieldWriter {
  private final Scope scope;

  /**
   * @param scope where the names of types are looked up from
   */
  FieldWriter(Scope scope) {
    this.scope = scope;
  }

  /** A field by itself; its message may have to say more about it. */
  FieldDescriptorProto.Builder field(FieldElement field) {
    FieldDescriptorProto.Builder compiled = typed(field.getType());
    compiled.setName(field.getName()).setNumber(field.getTag());
    if (field.getLabel() != null) {
      compiled.setLabel(Label.valueOf("LABEL_" + field.getLabel().name()));
    }
    if (field.getDefaultValue() != null) {
      compiled.setDefaultValue(field.getDefaultValue());
    }
    if (field.getJsonName() != null) {
      compiled.setJsonName(field.getJsonName());
    }
    if (!field.getOptions().isEmpty()) {
      compiled.setOptions(OptionWriter.add(field.getOptions(), FieldOptions.newBuilder()));
    }
    return compiled;
  }

  /** A type; of one that is not known only the name. */
  FieldDescriptorProto.Builder typed(String type) {
    FieldDescriptorProto.Builder compiled = FieldDescriptorProto.newBuilder();
    if (Encoding.of(type).isPresent()) {
      return compiled.setType(
          FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
    }
    scope
        .resolve(type)
        .ifPresent(
            found -> {
              boolean isEnum = found.declared().type() instanceof EnumElement;
              compiled.setType(
                  isEnum
                      ? FieldDescriptorProto.Type.TYPE_ENUM
                      : FieldDescriptorProto.Type.TYPE_MESSAGE);
            });
    return compiled.setTypeName(type);
  }

  /** A field of a group; the group's own fields are in a message of its name. */
  FieldDescriptorProto.Builder group(GroupElement group) {
    FieldDescriptorProto.Builder compiled =
        FieldDescriptorProto.newBuilder()
            .setName(group.getName().toLowerCase(Locale.ROOT))
            .setNumber(group.getTag())
            .setType(FieldDescriptorProto.Type.TYPE_GROUP)
            .setTypeName(group.getName());
    if (group.getLabel() != null) {
      compiled.setLabel(Label.valueOf("LABEL_" + group.getLabel().name()));
    }
    return compiled;
  }

  List<FieldDescriptorProto> extensions(List<ExtendElement> extensions) {
    List<FieldDescriptorProto> compiled = new ArrayList<>();
    for (ExtendElement extend : extensions) {
      for (FieldElement field : extend.getFields()) {
        compiled.add(field(field).setExtendee(extend.getName()).build());
      }
    }
    return compiled;
  }
}
