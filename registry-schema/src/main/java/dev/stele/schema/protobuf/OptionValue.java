package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.OptionElement.Kind;
import com.squareup.wire.schema.internal.parser.OptionElement.OptionPrimitive;
import java.util.List;
import java.util.Map;

/**
 * Values of options, as Wire has them inside of other values: a string, a primitive of another
 * kind, a list of values, or a map from names to values for a message.
 */
final class OptionValue {
  private OptionValue() {}

  /** The value of an option that is no path. */
  static Object of(OptionElement option) {
    return switch (option.getKind()) {
      case STRING, MAP, LIST -> option.getValue();
      default -> new OptionPrimitive(option.getKind(), option.getValue());
    };
  }

  /** The value of an option; of one that is a path, the message that the path goes into. */
  static Object withoutPath(OptionElement option) {
    return option.getKind() == Kind.OPTION && option.getValue() instanceof OptionElement member
        ? Map.of(member.getName(), withoutPath(member))
        : of(option);
  }

  /**
   * An option.
   *
   * @param value as inside of other values, or the rest of a path
   */
  static OptionElement option(String name, boolean parenthesized, Object value) {
    if (value instanceof OptionPrimitive primitive) {
      return new OptionElement(name, primitive.getKind(), primitive.getValue(), parenthesized);
    }
    Kind kind = Kind.STRING;
    if (value instanceof Map) {
      kind = Kind.MAP;
    } else if (value instanceof List) {
      kind = Kind.LIST;
    } else if (value instanceof OptionElement) {
      kind = Kind.OPTION;
    }
    return new OptionElement(name, kind, value, parenthesized);
  }
}
