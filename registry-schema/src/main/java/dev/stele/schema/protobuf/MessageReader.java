package dev.stele.schema.protobuf;

import static dev.stele.schema.protobuf.DescriptorReader.NOWHERE;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.squareup.wire.schema.Field.Label;
import com.squareup.wire.schema.internal.parser.ExtendElement;
import com.squareup.wire.schema.internal.parser.ExtensionsElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns the compiled form of messages and fields back into what was compiled. */
final class MessageReader {
  private final boolean proto3;
  private final boolean maps;

  /**
   * @param proto3 whether fields without a label are optional, none is required or has a default
   * @param maps whether to make a map again of the repeated entries it was compiled to, if their
   *     type is named as {@link MessageWriter} does; other compilers' stay entries
   */
  MessageReader(boolean proto3, boolean maps) {
    this.proto3 = proto3;
    this.maps = maps;
  }

  MessageElement message(DescriptorProto message) {
    List<Object> reserved = new ArrayList<>();
    message
        .getReservedRangeList()
        .forEach(range -> reserved.add(Ranges.of(range.getStart(), range.getEnd() - 1)));
    Predicate<FieldDescriptorProto> plain = field -> !isInOneof(field);
    List<DescriptorProto> nested =
        message.getNestedTypeList().stream()
            .filter(type -> !isGroup(message, type) && !isEntryOfMap(message, type))
            .toList();
    return new MessageElement(
        NOWHERE,
        message.getName(),
        "",
        DescriptorReader.types(nested, message.getEnumTypeList(), this),
        OptionReader.of(message.getOptions()),
        DescriptorReader.reserved(reserved, message.getReservedNameList()),
        fields(message, plain),
        oneofs(message),
        message.getExtensionRangeList().stream().map(MessageReader::extensionRange).toList(),
        groups(message, plain),
        extensions(message.getExtensionList()));
  }

  private static ExtensionsElement extensionRange(DescriptorProto.ExtensionRange range) {
    Object numbers = Ranges.of(range.getStart(), range.getEnd() - 1);
    return new ExtensionsElement(
        NOWHERE, "", List.of(numbers), OptionReader.of(range.getOptions()));
  }

  private List<OneOfElement> oneofs(DescriptorProto message) {
    return IntStream.range(0, message.getOneofDeclCount())
        .mapToObj(index -> oneof(message, index))
        .filter(oneof -> !oneof.getFields().isEmpty() || !oneof.getGroups().isEmpty())
        .toList();
  }

  private OneOfElement oneof(DescriptorProto message, int index) {
    Predicate<FieldDescriptorProto> members =
        field -> isInOneof(field) && field.getOneofIndex() == index;
    return new OneOfElement(
        message.getOneofDecl(index).getName(),
        "",
        fields(message, members),
        groups(message, members),
        OptionReader.of(message.getOneofDecl(index).getOptions()),
        NOWHERE);
  }

  /** An optional field of syntax 3 is alone in a oneof that nobody wrote. */
  private static boolean isInOneof(FieldDescriptorProto field) {
    return field.hasOneofIndex() && !field.getProto3Optional();
  }

  private List<FieldElement> fields(
      DescriptorProto message, Predicate<FieldDescriptorProto> which) {
    return message.getFieldList().stream()
        .filter(which)
        .filter(field -> field.getType() != FieldDescriptorProto.Type.TYPE_GROUP)
        .map(field -> mapOf(message, field).orElseGet(() -> field(field)))
        .toList();
  }

  private Optional<FieldElement> mapOf(DescriptorProto message, FieldDescriptorProto field) {
    return message.getNestedTypeList().stream()
        .filter(type -> isMapOf(field, type))
        .map(entry -> map(field, entry))
        .findFirst();
  }

  private FieldElement map(FieldDescriptorProto field, DescriptorProto entry) {
    FieldElement element = field(field);
    return new FieldElement(
        NOWHERE,
        null,
        "map<" + type(entry.getField(0)) + ", " + type(entry.getField(1)) + ">",
        element.getName(),
        null,
        element.getJsonName(),
        element.getTag(),
        "",
        element.getOptions());
  }

  private boolean isEntryOfMap(DescriptorProto message, DescriptorProto type) {
    return message.getFieldList().stream().anyMatch(field -> isMapOf(field, type));
  }

  /** A name without a leading dot was never resolved: it is from a text. */
  private boolean isMapOf(FieldDescriptorProto field, DescriptorProto type) {
    return maps
        && type.getOptions().getMapEntry()
        && type.getFieldCount() == 2
        && type.getName().equals(field.getTypeName())
        && type.getName().equals(MessageWriter.entryName(field.getName()));
  }

  private FieldElement field(FieldDescriptorProto field) {
    return new FieldElement(
        NOWHERE,
        label(field),
        type(field),
        field.getName(),
        field.hasDefaultValue() && !proto3 ? field.getDefaultValue() : null,
        field.hasJsonName() ? field.getJsonName() : null,
        field.getNumber(),
        "",
        OptionReader.of(field.getOptions()));
  }

  private @Nullable Label label(FieldDescriptorProto field) {
    if (!field.hasLabel() || isInOneof(field)) {
      return null;
    }
    return switch (field.getLabel()) {
      case LABEL_REPEATED -> Label.REPEATED;
      case LABEL_REQUIRED -> proto3 ? null : Label.REQUIRED;
      case LABEL_OPTIONAL -> proto3 && !field.getProto3Optional() ? null : Label.OPTIONAL;
    };
  }

  private static String type(FieldDescriptorProto field) {
    return field.hasTypeName()
        ? field.getTypeName()
        : field.getType().name().substring("TYPE_".length()).toLowerCase(Locale.ROOT);
  }

  private List<GroupElement> groups(
      DescriptorProto message, Predicate<FieldDescriptorProto> which) {
    return message.getFieldList().stream()
        .filter(which)
        .filter(field -> field.getType() == FieldDescriptorProto.Type.TYPE_GROUP)
        .map(field -> group(message, field))
        .toList();
  }

  private GroupElement group(DescriptorProto message, FieldDescriptorProto field) {
    DescriptorProto type =
        message.getNestedTypeList().stream()
            .filter(nested -> isTypeOf(field, nested))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No group " + field.getTypeName()));
    List<FieldElement> fields = fields(type, member -> true);
    if (fields.size() < type.getFieldCount() || type.getNestedTypeCount() > 0) {
      throw new IllegalArgumentException("Declarations in a group: " + field.getTypeName());
    }
    return new GroupElement(label(field), NOWHERE, type.getName(), field.getNumber(), "", fields);
  }

  private static boolean isGroup(DescriptorProto message, DescriptorProto nested) {
    return message.getFieldList().stream()
        .anyMatch(
            field ->
                field.getType() == FieldDescriptorProto.Type.TYPE_GROUP && isTypeOf(field, nested));
  }

  private static boolean isTypeOf(FieldDescriptorProto field, DescriptorProto nested) {
    String typeName = field.getTypeName();
    return typeName.substring(typeName.lastIndexOf('.') + 1).equals(nested.getName());
  }

  /** Extensions, those of one message as one declaration. */
  List<ExtendElement> extensions(List<FieldDescriptorProto> extensions) {
    Map<String, List<FieldElement>> fields = new LinkedHashMap<>();
    for (FieldDescriptorProto extension : extensions) {
      fields
          .computeIfAbsent(extension.getExtendee(), message -> new ArrayList<>())
          .add(field(extension));
    }
    return fields.entrySet().stream()
        .map(extend -> new ExtendElement(NOWHERE, extend.getKey(), "", extend.getValue()))
        .toList();
  }
}
