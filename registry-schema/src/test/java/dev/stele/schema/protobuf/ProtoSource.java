package dev.stele.schema.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A file of messages and enums side by side, as a text for us and as a descriptor for Protobuf's
 * own library.
 */
record ProtoSource(String syntax, List<MessageType> messages, List<EnumType> enums) {
  record MessageType(String name, List<Member> members) {
    private List<String> oneofs() {
      return members.stream().map(Member::oneof).filter(o -> !o.isEmpty()).distinct().toList();
    }

    private Stream<Member> members(String oneof) {
      return members.stream().filter(member -> member.oneof().equals(oneof));
    }

    private String text() {
      StringBuilder text = new StringBuilder("message " + name + " {\n");
      members("").forEach(member -> text.append(member.text()));
      for (String oneof : oneofs()) {
        text.append("oneof ").append(oneof).append(" {\n");
        members(oneof).forEach(member -> text.append(member.text()));
        text.append("}\n");
      }
      return text.append("}\n").toString();
    }

    private DescriptorProto descriptor(boolean isProto3) {
      DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
      List<String> oneofs = new ArrayList<>(oneofs());
      for (Member member : members) {
        FieldDescriptorProto.Builder field = member.descriptor();
        if (member.isMap()) {
          message.addNestedType(member.entry());
          field.setTypeName(name + "." + member.entryName());
        }
        if (isProto3 && member.label().equals("optional")) {
          field.setProto3Optional(true).setOneofIndex(oneofs.size());
          oneofs.add("_" + member.name());
        } else if (!member.oneof().isEmpty()) {
          field.setOneofIndex(oneofs.indexOf(member.oneof()));
        }
        message.addField(field);
      }
      oneofs.forEach(o -> message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(o)));
      return message.build();
    }
  }

  /** An enum with constants from 0 on. */
  record EnumType(String name, int constants) {
    private String text() {
      StringBuilder text = new StringBuilder("enum " + name + " {\n");
      for (int i = 0; i < constants; i++) {
        text.append(name).append('_').append(i).append(" = ").append(i).append(";\n");
      }
      return text.append("}\n").toString();
    }

    private EnumDescriptorProto descriptor() {
      EnumDescriptorProto.Builder type = EnumDescriptorProto.newBuilder().setName(name);
      for (int i = 0; i < constants; i++) {
        type.addValue(EnumValueDescriptorProto.newBuilder().setName(name + "_" + i).setNumber(i));
      }
      return type.build();
    }
  }

  /**
   * A field.
   *
   * @param label empty if there is none
   * @param oneof empty if it is in none
   */
  record Member(String label, String type, String name, int number, String oneof) {
    boolean isMap() {
      return type.startsWith("map<");
    }

    private String text() {
      return label + " " + type + " " + name + " = " + number + ";\n";
    }

    private FieldDescriptorProto.Builder descriptor() {
      boolean isRepeated = isMap() || label.equals("repeated");
      String labelName = isRepeated ? "REPEATED" : label.isEmpty() ? "OPTIONAL" : label;
      return single(isMap() ? entryName() : type, name, number)
          .setLabel(Label.valueOf("LABEL_" + labelName.toUpperCase(Locale.ROOT)));
    }

    private String entryName() {
      return name.toUpperCase(Locale.ROOT) + "Entry";
    }

    private DescriptorProto entry() {
      String[] types = type.substring("map<".length(), type.length() - 1).split(", ", 2);
      return DescriptorProto.newBuilder()
          .setName(entryName())
          .setOptions(MessageOptions.newBuilder().setMapEntry(true))
          .addField(single(types[0], "key", 1))
          .addField(single(types[1], "value", 2))
          .build();
    }

    private static FieldDescriptorProto.Builder single(String type, String name, int number) {
      FieldDescriptorProto.Builder field =
          FieldDescriptorProto.newBuilder()
              .setName(name)
              .setNumber(number)
              .setLabel(Label.LABEL_OPTIONAL);
      return Character.isUpperCase(type.charAt(0))
          ? field.setTypeName(type)
          : field.setType(
              FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
    }
  }

  String text() {
    StringBuilder text = new StringBuilder("syntax = \"" + syntax + "\";\n");
    messages.forEach(message -> text.append(message.text()));
    enums.forEach(type -> text.append(type.text()));
    return text.toString();
  }

  FileDescriptor descriptor() {
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder().setSyntax(syntax);
    messages.forEach(m -> file.addMessageType(m.descriptor(syntax.equals("proto3"))));
    enums.forEach(type -> file.addEnumType(type.descriptor()));
    try {
      return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new AssertionError(text(), e);
    }
  }
}
