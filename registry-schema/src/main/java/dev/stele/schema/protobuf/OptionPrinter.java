package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.OptionElement.Kind;
import com.squareup.wire.schema.internal.parser.OptionElement.OptionPrimitive;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Prints options: as statements of their own, or in the brackets behind what they are about. */
final class OptionPrinter {
  private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\'\"";
  private static final String ESCAPES = "abfnrtv\\'\"";

  private final Layout out;
  private final PrintStyle style;

  OptionPrinter(Layout out, PrintStyle style) {
    this.out = out;
    this.style = style;
  }

  /** A value by itself. */
  static String print(Object value) {
    Layout out = new Layout();
    new OptionPrinter(out, PrintStyle.PLAIN).value(value);
    return out.toString();
  }

  /** Each in a line of its own. */
  void section(List<OptionElement> options) {
    out.section(printed(options), this::statement);
  }

  /** Each in a line of its own, without an empty one before. */
  void lines(List<OptionElement> options) {
    out.lines(printed(options), this::statement);
  }

  private List<OptionElement> printed(List<OptionElement> options) {
    return style == PrintStyle.WITHOUT_EXTENSIONS
        ? options.stream().filter(OptionPrinter::isKnown).toList()
        : options;
  }

  private static boolean isKnown(OptionElement option) {
    return !option.isParenthesized() || option.getName().startsWith(WellKnown.OPTIONS);
  }

  private void statement(OptionElement option) {
    out.add("option ");
    option(option);
    out.end(";");
  }

  /** One in line with what they are about, several in a line each, none not at all. */
  void brackets(List<OptionElement> all) {
    List<OptionElement> options = printed(all);
    if (options.isEmpty()) {
      return;
    }
    out.add(" [");
    if (options.size() == 1) {
      option(options.get(0));
    } else {
      lines(options.iterator(), this::option);
    }
    out.add("]");
  }

  private void option(OptionElement option) {
    OptionElement part = option;
    while (part.getKind() == Kind.OPTION) {
      out.add(name(part)).add(".");
      part = (OptionElement) part.getValue();
    }
    out.add(name(part)).add(" = ");
    if (part.getKind() == Kind.LIST
        && part.getValue() instanceof List<?> list
        && list.size() == 1) {
      out.add("[");
      value(list.get(0));
      out.add("]");
    } else {
      value(OptionValue.of(part));
    }
  }

  private static String name(OptionElement option) {
    return option.isParenthesized() ? "(" + option.getName() + ")" : option.getName();
  }

  private void value(Object value) {
    if (value instanceof Map<?, ?> members) {
      out.add("{");
      lines(members.entrySet().iterator(), this::member);
      out.add("}");
    } else if (value instanceof List<?> elements) {
      out.add("[");
      lines(elements.iterator(), this::value);
      out.add("]");
    } else if (value instanceof OptionPrimitive primitive) {
      out.add(primitive.getValue().toString());
    } else {
      out.add(quoted(value.toString()));
    }
  }

  private void member(Map.Entry<?, ?> member) {
    out.add(member.getKey() + ": ");
    value(member.getValue());
  }

  private <T> void lines(Iterator<T> items, Consumer<? super T> print) {
    out.freshLine();
    out.indented(
        () -> {
          while (items.hasNext()) {
            print.accept(items.next());
            out.end(items.hasNext() ? "," : "");
          }
        });
  }

  /** As the reference registry does it: control characters that no letter stands for stay. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escape = ESCAPED.indexOf(c);
      if (escape < 0) {
        quoted.append(c);
      } else {
        quoted.append('\\').append(ESCAPES.charAt(escape));
      }
    }
    return quoted.append('"').toString();
  }
}
