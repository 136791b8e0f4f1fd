package dev.stele.schema.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto.ExtensionRange;
import com.google.protobuf.DescriptorProtos.ExtensionRangeOptions;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofOptions;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.ExtensionsElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ReservedElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.Locale;

/** Compiles one message. */
final class MessageWriter {
  private final Scope scope;
  private final boolean proto3;
  private final FieldWriter fields;
  private final DescriptorProto.Builder compiled = DescriptorProto.newBuilder();

  /**
   * @param scope the message's own
   * @param proto3 whether a field with the label {@code optional} says more than one without
   */
  MessageWriter(Scope scope, boolean proto3) {
    this.scope = scope;
    this.proto3 = proto3;
    this.fields = new FieldWriter(scope);
  }

  DescriptorProto message(MessageElement message) {
    compiled.setName(message.getName());
    // The order is the reference registry's: entries of maps come behind the message's own types.
    message.getNestedTypes().forEach(this::nested);
    message.getOneOfs().forEach(this::oneof);
    message.getFields().forEach(field -> compiled.addField(field(field)));
    message.getGroups().forEach(group -> compiled.addField(group(group)));
    if (proto3) {
      compiled.getFieldBuilderList().forEach(this::optional);
    }
    message.getReserveds().forEach(this::reserved);
    message.getExtensions().forEach(this::extensionRanges);
    compiled.addAllExtension(fields.extensions(message.getExtendDeclarations()));
    if (!message.getOptions().isEmpty()) {
      compiled.setOptions(OptionWriter.add(message.getOptions(), MessageOptions.newBuilder()));
    }
    return compiled.build();
  }

  private FieldDescriptorProto.Builder field(FieldElement field) {
    FieldDescriptorProto.Builder descriptor = fields.field(field);
    String type = field.getType();
    int comma = type.indexOf(',');
    if (type.startsWith("map<") && comma > 0) {
      String entry = entryName(field.getName());
      descriptor.clearType().setTypeName(entry).setLabel(Label.LABEL_REPEATED);
      DescriptorProto.Builder map = compiled.addNestedTypeBuilder().setName(entry);
      map.addField(fields.typed(type.substring(4, comma).trim()).setName("key").setNumber(1));
      String value = type.substring(comma + 1, type.length() - 1).trim();
      map.addField(fields.typed(value).setName("value").setNumber(2));
      map.getOptionsBuilder().setMapEntry(true);
    }
    return descriptor;
  }

  /** As in the reference registry: only a name of several words is put into capitals. */
  static String entryName(String field) {
    if (!field.contains("_")) {
      return field + "Entry";
    }
    StringBuilder name = new StringBuilder();
    for (String word : field.split("_", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
            .append(word.substring(1).toLowerCase(Locale.ROOT));
      }
    }
    return name + "Entry";
  }

  private FieldDescriptorProto.Builder group(GroupElement group) {
    DescriptorProto.Builder type = compiled.addNestedTypeBuilder().setName(group.getName());
    group.getFields().forEach(field -> type.addField(fields.field(field)));
    return fields.group(group);
  }

  private void oneof(OneOfElement oneof) {
    int index = compiled.getOneofDeclCount();
    compiled.addOneofDecl(
        OneofDescriptorProto.newBuilder()
            .setName(oneof.getName())
            .setOptions(OptionWriter.add(oneof.getOptions(), OneofOptions.newBuilder())));
    oneof.getFields().forEach(field -> compiled.addField(member(field(field), index)));
    oneof.getGroups().forEach(group -> compiled.addField(member(group(group), index)));
  }

  private static FieldDescriptorProto.Builder member(
      FieldDescriptorProto.Builder field, int oneof) {
    return field.setLabel(Label.LABEL_OPTIONAL).setOneofIndex(oneof);
  }

  /** A field of syntax 3 whose presence is kept is alone in a oneof, behind those written. */
  private void optional(FieldDescriptorProto.Builder field) {
    if (field.getLabel() == Label.LABEL_OPTIONAL && field.hasLabel() && !field.hasOneofIndex()) {
      field.setProto3Optional(true).setOneofIndex(compiled.getOneofDeclCount());
      compiled.addOneofDeclBuilder().setName("_" + field.getName());
    }
  }

  private void nested(TypeElement type) {
    if (type instanceof MessageElement message) {
      Scope inner = scope.type(type.getName());
      compiled.addNestedType(new MessageWriter(inner, proto3).message(message));
    } else {
      compiled.addEnumType(DescriptorWriter.enumeration((EnumElement) type));
    }
  }

  private void reserved(ReservedElement reserved) {
    for (Object value : reserved.getValues()) {
      if (value instanceof String name) {
        compiled.addReservedName(name);
      } else {
        compiled
            .addReservedRangeBuilder()
            .setStart(Ranges.first(value))
            .setEnd(Ranges.last(value) + 1);
      }
    }
  }

  private void extensionRanges(ExtensionsElement extensions) {
    for (Object value : extensions.getValues()) {
      ExtensionRange.Builder range =
          compiled
              .addExtensionRangeBuilder()
              .setStart(Ranges.first(value))
              .setEnd(Ranges.last(value) + 1);
      if (!extensions.getOptions().isEmpty()) {
        range.setOptions(
            OptionWriter.add(extensions.getOptions(), ExtensionRangeOptions.newBuilder()));
      }
    }
  }
}
