package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.ExtensionsElement;
import com.squareup.wire.schema.internal.parser.ReservedElement;
import java.util.Comparator;
import java.util.List;

/** Reserved and extension ranges in normal form: one by one, numbers sorted before names. */
final class RangeNormalForm {
  private static final Comparator<Object> NUMBERS_THEN_NAMES =
      Comparator.<Object, Boolean>comparing(value -> value instanceof String)
          .thenComparing(RangeNormalForm::start)
          .thenComparing(Object::toString);

  private RangeNormalForm() {}

  static List<ReservedElement> reserved(List<ReservedElement> reserved) {
    return reserved.stream()
        .flatMap(
            element ->
                element.getValues().stream()
                    .map(value -> new ReservedElement(element.getLocation(), "", one(value))))
        .sorted(Comparator.comparing(element -> element.getValues().get(0), NUMBERS_THEN_NAMES))
        .toList();
  }

  static List<ExtensionsElement> extensions(
      List<ExtensionsElement> extensions, OptionNormalForm options) {
    return extensions.stream()
        .flatMap(
            element ->
                element.getValues().stream()
                    .map(
                        value ->
                            new ExtensionsElement(
                                element.getLocation(),
                                "",
                                one(value),
                                options.of(element.getOptions()))))
        .sorted(Comparator.comparing(element -> element.getValues().get(0), NUMBERS_THEN_NAMES))
        .toList();
  }

  /** A range by itself, or a name. */
  private static List<Object> one(Object value) {
    return List.of(
        value instanceof String ? value : Ranges.of(Ranges.first(value), Ranges.last(value)));
  }

  private static int start(Object value) {
    return value instanceof String ? 0 : Ranges.first(value);
  }
}
