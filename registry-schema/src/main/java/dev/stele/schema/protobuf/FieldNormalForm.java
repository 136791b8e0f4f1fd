package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.FieldElement;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.protobuf.FieldType.MapOf;
import java.util.Comparator;
import java.util.List;

/** Fields in normal form: sorted by number, options too, maps not spelled out as messages. */
final class FieldNormalForm {
  private final Scope scope;
  private final OptionNormalForm options;

  /**
   * @param scope where the names of types are looked up from
   */
  FieldNormalForm(Scope scope) {
    this.scope = scope;
    this.options = new OptionNormalForm(scope);
  }

  /**
   * @throws InvalidSchemaException if a type is not known, or a map has a bad key
   */
  List<FieldElement> of(List<FieldElement> fields) {
    return fields.stream()
        .sorted(Comparator.comparing(FieldElement::getTag))
        .map(this::field)
        .toList();
  }

  private FieldElement field(FieldElement field) {
    boolean isMap = FieldType.of(field.getType(), scope) instanceof MapOf;
    return new FieldElement(
        field.getLocation(),
        isMap ? null : field.getLabel(),
        fullType(field.getType()),
        field.getName(),
        null, // it is among the options, as the JSON name is
        null,
        field.getTag(),
        "",
        options.of(FieldOptions.all(field)));
  }

  private String fullType(String type) {
    return FieldType.of(type, scope) instanceof MapOf map
        ? TypeNames.map(map.key(), TypeNames.ofValue(map.value(), map.scope()))
        : TypeNames.full(type, scope);
  }
}
