package dev.stele.schema.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.UninterpretedOption;
import com.google.protobuf.DescriptorProtos.UninterpretedOption.NamePart;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.OptionElement.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles options: those that Protobuf itself defines to their values. All others stay as they
 * are, since what they mean is known only where the file is linked with what it imports.
 */
final class OptionWriter {
  private static final String UNINTERPRETED = "uninterpreted_option";

  private OptionWriter() {}

  /** Adds options to a message of any of the kinds that hold options. */
  static <T extends Message.Builder> T add(List<OptionElement> options, T compiled) {
    for (OptionElement option : options) {
      FieldDescriptor field = compiled.getDescriptorForType().findFieldByName(option.getName());
      Object value = field == null || option.isParenthesized() ? null : value(option, field);
      if (value == null || isSet(compiled, field)) {
        FieldDescriptor others = compiled.getDescriptorForType().findFieldByName(UNINTERPRETED);
        compiled.addRepeatedField(others, uninterpreted(option));
      } else if (field.isRepeated()) {
        compiled.addRepeatedField(field, value);
      } else {
        compiled.setField(field, value);
      }
    }
    return compiled;
  }

  private static boolean isSet(Message.Builder compiled, FieldDescriptor field) {
    return !field.isRepeated() && compiled.hasField(field);
  }

  /** The value for a field; null if it is not of the field's type. */
  private static @Nullable Object value(OptionElement option, FieldDescriptor field) {
    String text = option.getValue().toString();
    return switch (field.getJavaType()) {
      case STRING -> option.getKind() == Kind.STRING ? text : null;
      case BOOLEAN -> option.getKind() == Kind.BOOLEAN ? Boolean.valueOf(text) : null;
      case ENUM -> option.getKind() == Kind.ENUM ? field.getEnumType().findValueByName(text) : null;
      default -> null;
    };
  }

  private static UninterpretedOption uninterpreted(OptionElement option) {
    UninterpretedOption.Builder compiled = UninterpretedOption.newBuilder();
    OptionElement last = option;
    compiled.addName(part(last));
    while (last.getKind() == Kind.OPTION) {
      last = (OptionElement) last.getValue();
      compiled.addName(part(last));
    }
    String text = last.getValue().toString();
    switch (last.getKind()) {
      case STRING -> compiled.setStringValue(ByteString.copyFromUtf8(text));
      case MAP -> compiled.setAggregateValue(members(OptionPrinter.print(last.getValue())));
      case LIST -> compiled.setIdentifierValue(OptionPrinter.print(last.getValue()));
      default -> primitive(text, compiled);
    }
    return compiled.build();
  }

  private static NamePart part(OptionElement option) {
    return NamePart.newBuilder()
        .setNamePart(option.getName())
        .setIsExtension(option.isParenthesized())
        .build();
  }

  private static String members(String message) {
    return message.substring(1, message.length() - 1).strip();
  }

  /** Only what is written the one way that the compiled number will be read as is a number. */
  private static void primitive(String text, UninterpretedOption.Builder compiled) {
    if (text.matches("0|[1-9][0-9]{0,17}")) {
      compiled.setPositiveIntValue(Long.parseLong(text));
    } else if (text.matches("-[1-9][0-9]{0,17}")) {
      compiled.setNegativeIntValue(Long.parseLong(text));
    } else {
      compiled.setIdentifierValue(text);
    }
  }
}
