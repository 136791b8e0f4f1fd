package dev.stele.schema.protobuf;

import com.squareup.wire.schema.Field.Label;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.ExtendElement;
import com.squareup.wire.schema.internal.parser.ExtensionsElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ReservedElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kotlin.ranges.IntRange;
import org.jspecify.annotations.Nullable;

/** Prints messages and enums, and all that stands inside of them. */
final class TypePrinter {
  private final Layout out;
  private final OptionPrinter options;
  private final PrintStyle style;

  TypePrinter(Layout out, PrintStyle style) {
    this.out = out;
    this.options = new OptionPrinter(out, style);
    this.style = style;
  }

  /** Prints messages first, then enums, each in their order. */
  void typeSection(List<TypeElement> types) {
    List<TypeElement> sorted = new ArrayList<>(types);
    sorted.sort(Comparator.comparing(type -> type instanceof EnumElement));
    out.section(sorted, this::type);
  }

  private void type(TypeElement type) {
    if (type instanceof MessageElement message) {
      message(message);
    } else if (type instanceof EnumElement enumeration) {
      enumeration(enumeration);
    }
  }

  private void message(MessageElement message) {
    out.block(
        "message " + message.getName(),
        () -> {
          out.section(message.getReserveds(), this::reserved);
          options.section(message.getOptions());
          out.section(message.getFields(), this::field);
          out.section(message.getOneOfs(), this::oneof);
          out.section(message.getGroups(), this::group);
          if (style != PrintStyle.WITHOUT_EXTENSIONS) {
            out.section(message.getExtensions(), this::extensions);
          }
          extendSection(message.getExtendDeclarations());
          typeSection(message.getNestedTypes());
        });
    out.end("");
  }

  private void enumeration(EnumElement enumeration) {
    out.block(
        "enum " + enumeration.getName(),
        () -> {
          out.lines(enumeration.getReserveds(), this::reserved);
          options.lines(enumeration.getOptions());
          out.lines(enumeration.getConstants(), this::constant);
        });
    out.end("");
  }

  void extendSection(List<ExtendElement> extensions) {
    if (style != PrintStyle.WITHOUT_EXTENSIONS) {
      out.section(extensions, this::extend);
    }
  }

  private void extend(ExtendElement extend) {
    out.block("extend " + extend.getName(), () -> out.section(extend.getFields(), this::field));
    out.end("");
  }

  private void oneof(OneOfElement oneof) {
    boolean empty = oneof.getFields().isEmpty() && oneof.getGroups().isEmpty();
    if (empty && style == PrintStyle.NORMAL_FORM) {
      return;
    }
    out.block(
        "oneof " + oneof.getName(),
        () -> {
          options.section(oneof.getOptions());
          out.section(oneof.getFields(), this::field);
          out.section(oneof.getGroups(), this::group);
        });
    out.end("");
  }

  private void group(GroupElement group) {
    out.block(
        label(group.getLabel()) + "group " + group.getName() + " = " + group.getTag(),
        () -> out.section(group.getFields(), this::field));
    out.end("");
  }

  private void field(FieldElement field) {
    out.add(label(field.getLabel()))
        .add(field.getType() + " " + field.getName() + " = " + field.getTag());
    options.brackets(FieldOptions.all(field));
    out.end(";");
  }

  private static String label(@Nullable Label label) {
    return label == null ? "" : label.name().toLowerCase(Locale.ROOT) + " ";
  }

  private void constant(EnumConstantElement constant) {
    out.add(constant.getName() + " = " + constant.getTag());
    options.brackets(constant.getOptions());
    out.end(";");
  }

  private void reserved(ReservedElement reserved) {
    out.end("reserved " + ranges(reserved.getValues()) + ";");
  }

  private void extensions(ExtensionsElement extensions) {
    out.add("extensions " + ranges(extensions.getValues()));
    options.brackets(extensions.getOptions());
    out.end(";");
  }

  /**
   * @param values names, numbers and ranges
   */
  private static String ranges(List<?> values) {
    return values.stream().map(TypePrinter::range).collect(Collectors.joining(", "));
  }

  private static String range(Object value) {
    if (value instanceof IntRange range) {
      boolean toMax = range.getLast() >= Ranges.MAX;
      return range.getFirst() + " to " + (toMax ? "max" : range.getLast());
    }
    return value instanceof String name ? OptionPrinter.quoted(name) : value.toString();
  }
}
