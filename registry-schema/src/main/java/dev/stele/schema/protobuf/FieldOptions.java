package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.OptionElement.Kind;
import dev.stele.schema.protobuf.FieldType.Encoding;
import java.util.ArrayList;
import java.util.List;

/** The options of a field, with the two that Wire keeps apart. */
final class FieldOptions {
  private FieldOptions() {}

  /** Those that Wire knows nothing about, then {@code default} and {@code json_name}. */
  static List<OptionElement> all(FieldElement field) {
    List<OptionElement> options = new ArrayList<>(field.getOptions());
    String value = field.getDefaultValue();
    if (value != null) {
      options.add(new OptionElement("default", kind(field.getType()), value, false));
    }
    String jsonName = field.getJsonName();
    if (jsonName != null) {
      options.add(new OptionElement("json_name", Kind.STRING, jsonName, false));
    }
    return options;
  }

  /**
   * What defaults of a type are. As in the reference registry those of bytes are numbers, although
   * they can often not be read again without quotes.
   */
  private static Kind kind(String type) {
    return switch (type) {
      case "string" -> Kind.STRING;
      case "bool" -> Kind.BOOLEAN;
      default -> Encoding.of(type).isPresent() ? Kind.NUMBER : Kind.ENUM;
    };
  }
}
