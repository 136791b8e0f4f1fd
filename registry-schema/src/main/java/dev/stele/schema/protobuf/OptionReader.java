package dev.stele.schema.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.UninterpretedOption;
import com.google.protobuf.DescriptorProtos.UninterpretedOption.NamePart;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.OptionElement.Kind;
import com.squareup.wire.schema.internal.parser.OptionElement.OptionPrimitive;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns compiled options back into what was compiled. */
final class OptionReader {
  private OptionReader() {}

  /**
   * Options of any kind, by number.
   *
   * @throws InvalidSchemaException if an option that was left as it is cannot be read
   */
  static List<OptionElement> of(Message options) {
    List<OptionElement> read = new ArrayList<>();
    options
        .getAllFields()
        .forEach(
            (field, value) -> {
              for (Object one : value instanceof List<?> values ? values : List.of(value)) {
                read.add(option(field, one));
              }
            });
    return read;
  }

  private static OptionElement option(FieldDescriptor field, Object value) {
    return value instanceof UninterpretedOption option
        ? uninterpreted(option)
        : OptionValue.option(
            field.isExtension() ? field.getFullName() : field.getName(),
            field.isExtension(),
            single(field, value));
  }

  private static Object single(FieldDescriptor field, Object value) {
    return switch (field.getJavaType()) {
      case STRING -> value;
      case BYTE_STRING -> ((ByteString) value).toStringUtf8();
      case BOOLEAN -> new OptionPrimitive(Kind.BOOLEAN, value.toString());
      case ENUM -> new OptionPrimitive(Kind.ENUM, value.toString());
      case INT, LONG, FLOAT, DOUBLE -> new OptionPrimitive(Kind.NUMBER, value.toString());
      case MESSAGE -> members((Message) value);
    };
  }

  private static Map<String, Object> members(Message message) {
    Map<String, Object> members = new LinkedHashMap<>();
    message
        .getAllFields()
        .forEach(
            (field, value) ->
                members.put(
                    field.isExtension() ? "[" + field.getFullName() + "]" : field.getName(),
                    value instanceof List<?> values
                        ? values.stream().map(one -> single(field, one)).toList()
                        : single(field, value)));
    return members;
  }

  /** An option that the compiler left as it stands in the source code. */
  private static OptionElement uninterpreted(UninterpretedOption option) {
    String name =
        option.getNameList().stream().map(OptionReader::part).collect(Collectors.joining("."));
    String source = "option " + name + " = " + value(option) + ";";
    List<OptionElement> read = SchemaText.read(source, Phase.PARSE).getOptions();
    if (read.size() != 1) {
      throw new InvalidSchemaException("Not an option: " + source);
    }
    return read.get(0);
  }

  private static String part(NamePart part) {
    return part.getIsExtension() ? "(" + part.getNamePart() + ")" : part.getNamePart();
  }

  private static String value(UninterpretedOption option) {
    if (option.hasStringValue()) {
      return OptionPrinter.quoted(option.getStringValue().toStringUtf8());
    } else if (option.hasAggregateValue()) {
      return "{" + option.getAggregateValue() + "}";
    } else if (option.hasPositiveIntValue()) {
      return Long.toUnsignedString(option.getPositiveIntValue());
    } else if (option.hasNegativeIntValue()) {
      return Long.toString(option.getNegativeIntValue());
    } else if (option.hasDoubleValue()) {
      return Double.toString(option.getDoubleValue());
    }
    return option.getIdentifierValue();
  }
}
