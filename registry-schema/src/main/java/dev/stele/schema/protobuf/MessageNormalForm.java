package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.ExtendElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.stele.schema.InvalidSchemaException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A message in normal form: fields, groups and oneofs sorted by number. */
final class MessageNormalForm {
  private final NormalForm declarations;
  private final FieldNormalForm fields;
  private final OptionNormalForm options;

  /**
   * @param scope the message's own
   */
  MessageNormalForm(Scope scope) {
    this.declarations = new NormalForm(scope);
    this.fields = new FieldNormalForm(scope);
    this.options = new OptionNormalForm(scope);
  }

  /**
   * @throws InvalidSchemaException if a type is not known, or a map has a bad key
   */
  MessageElement of(MessageElement message) {
    // In the order of the text, like the lookups of types that they contain.
    List<FieldElement> plain = fields.of(message.getFields());
    List<OneOfElement> oneofs =
        message.getOneOfs().stream()
            .sorted(Comparator.comparing(MessageNormalForm::firstNumber))
            .map(this::oneof)
            .toList();
    List<GroupElement> groups = groups(message.getGroups());
    List<ExtendElement> extensions = declarations.extensions(message.getExtendDeclarations());
    List<TypeElement> nested =
        message.getNestedTypes().stream().filter(type -> !FieldType.isMapEntry(type)).toList();
    return new MessageElement(
        message.getLocation(),
        message.getName(),
        "",
        declarations.types(nested),
        options.of(message.getOptions()),
        RangeNormalForm.reserved(message.getReserveds()),
        plain,
        oneofs,
        RangeNormalForm.extensions(message.getExtensions(), options),
        groups,
        extensions);
  }

  private OneOfElement oneof(OneOfElement oneof) {
    return new OneOfElement(
        oneof.getName(),
        "",
        fields.of(oneof.getFields()),
        groups(oneof.getGroups()),
        options.of(oneof.getOptions()),
        oneof.getLocation());
  }

  /** The lowest number of a oneof's fields, failing that of its groups; of an empty one 0. */
  private static int firstNumber(OneOfElement oneof) {
    Stream<Integer> numbers =
        oneof.getFields().isEmpty()
            ? oneof.getGroups().stream().map(GroupElement::getTag)
            : oneof.getFields().stream().map(FieldElement::getTag);
    return numbers.min(Comparator.naturalOrder()).orElse(0);
  }

  private List<GroupElement> groups(List<GroupElement> groups) {
    return groups.stream()
        .sorted(Comparator.comparing(GroupElement::getTag))
        .map(
            group ->
                new GroupElement(
                    group.getLabel(),
                    group.getLocation(),
                    group.getName(),
                    group.getTag(),
                    "",
                    fields.of(group.getFields())))
        .toList();
  }
}
