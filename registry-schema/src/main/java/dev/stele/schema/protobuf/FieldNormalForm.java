package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import dev.stele.schema.InvalidSchemaException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Fields in normal form: sorted by number, options too, maps not spelled out as messages. */
final class FieldNormalForm {
  private final Scope scope;

  /**
   * @param scope where the names of types are looked up from
   */
  FieldNormalForm(Scope scope) {
    this.scope = scope;
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
    Optional<String> map = scope.resolve(field.getType()).flatMap(FieldNormalForm::map);
    return new FieldElement(
        field.getLocation(),
        map.isPresent() ? null : field.getLabel(),
        map.orElseGet(() -> TypeNames.full(field.getType(), scope)),
        field.getName(),
        null, // it is among the options, as the JSON name is
        null,
        field.getTag(),
        "",
        OptionNormalForm.of(FieldOptions.all(field)));
  }

  /** The map that a message spells out, if it does. */
  private static Optional<String> map(Scope type) {
    return type.declared().type() instanceof MessageElement entry && FieldType.isMapEntry(entry)
        ? Optional.of(TypeNames.map(typeOf(entry, 1), TypeNames.full(typeOf(entry, 2), type)))
        : Optional.empty();
  }

  private static String typeOf(MessageElement entry, int tag) {
    return entry.getFields().stream()
        .filter(field -> field.getTag() == tag)
        .findFirst()
        .orElseThrow()
        .getType();
  }
}
