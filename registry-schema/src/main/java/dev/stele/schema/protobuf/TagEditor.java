package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaEntity;
import dev.stele.schema.SchemaEntity.Kind;
import dev.stele.schema.TagEdit;
import dev.stele.schema.UnknownEntityException;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Edits the tags of messages and fields. Imports stay as they are: the file that declares the
 * options is known to everybody, and the reference registry does not import it either.
 */
final class TagEditor {
  private final ProtoFileElement file;
  private final Members root;
  private final IdentityHashMap<Object, List<OptionElement>> options = new IdentityHashMap<>();

  TagEditor(ProtoFileElement file) {
    this.file = file;
    this.root = Members.of(file.getTypes());
  }

  /**
   * @throws UnknownEntityException if there is no such message or field
   * @throws InvalidSchemaException if there are too many tags
   */
  ProtoFileElement edited(List<TagEdit> edits) {
    for (TagEdit edit : edits) {
      SchemaEntity entity = edit.entity();
      String path = entity.path();
      String[] names = (path.startsWith(".") ? path.substring(1) : path).split("\\.", -1);
      if (entity.kind() == Kind.RECORD) {
        MessageElement message = root.message(names);
        edit(edit, message, message.getOptions());
      } else {
        FieldElement field = root.field(names);
        edit(edit, field, field.getOptions());
      }
    }
    return new ProtoFileElement(
        file.getLocation(),
        file.getPackageName(),
        file.getSyntax(),
        file.getImports(),
        file.getPublicImports(),
        file.getWeakImports(),
        types(file.getTypes()),
        file.getServices(),
        file.getExtendDeclarations(),
        file.getOptions());
  }

  /** Two paths may lead to one field of a oneof. */
  private void edit(TagEdit edit, Object element, List<OptionElement> written) {
    List<OptionElement> before = options.getOrDefault(element, written);
    options.put(element, MetaOptions.of(edit.entity().kind(), before).edited(edit));
  }

  private List<TypeElement> types(List<TypeElement> types) {
    return types.stream()
        .map(type -> type instanceof MessageElement message ? message(message) : type)
        .toList();
  }

  private TypeElement message(MessageElement message) {
    return new MessageElement(
        message.getLocation(),
        message.getName(),
        message.getDocumentation(),
        types(message.getNestedTypes()),
        options.getOrDefault(message, message.getOptions()),
        message.getReserveds(),
        fields(message.getFields()),
        message.getOneOfs().stream().map(this::oneof).toList(),
        message.getExtensions(),
        message.getGroups(),
        message.getExtendDeclarations());
  }

  private OneOfElement oneof(OneOfElement oneof) {
    return new OneOfElement(
        oneof.getName(),
        oneof.getDocumentation(),
        fields(oneof.getFields()),
        oneof.getGroups(),
        oneof.getOptions(),
        oneof.getLocation());
  }

  private List<FieldElement> fields(List<FieldElement> fields) {
    return fields.stream().map(this::field).toList();
  }

  private FieldElement field(FieldElement field) {
    List<OptionElement> edited = options.get(field);
    return edited == null
        ? field
        : new FieldElement(
            field.getLocation(),
            field.getLabel(),
            field.getType(),
            field.getName(),
            field.getDefaultValue(),
            field.getJsonName(),
            field.getTag(),
            field.getDocumentation(),
            edited);
  }
}
