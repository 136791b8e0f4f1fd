package dev.stele.schema.protobuf;

import com.squareup.wire.Syntax;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.ExtendElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.RpcElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.stele.schema.InvalidSchemaException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A file in normal form: what goes without saying is left out, what has no order is sorted, types
 * have full names with a leading dot. Messages, enums, services and methods keep their order.
 *
 * <p>Types are looked up in the order of the text, so that the first one that is not known is the
 * one to be told of.
 */
final class NormalForm {
  private NormalForm() {}

  /**
   * The normal form of a file.
   *
   * @param scope the file's package
   * @throws InvalidSchemaException if a type is not known, or a map has a bad key
   */
  static ProtoFileElement of(ProtoFileElement file, Scope scope) {
    List<TypeElement> types = types(file.getTypes(), scope);
    List<ExtendElement> extensions = extensions(file.getExtendDeclarations(), scope);
    List<ServiceElement> services =
        file.getServices().stream().map(service -> service(service, scope)).toList();
    return new ProtoFileElement(
        file.getLocation(),
        file.getPackageName(),
        file.getSyntax() == Syntax.PROTO_2 ? null : file.getSyntax(),
        sorted(file.getImports()),
        sorted(file.getPublicImports()),
        List.of(),
        types,
        services,
        extensions,
        OptionNormalForm.of(file.getOptions()));
  }

  private static List<String> sorted(Collection<String> paths) {
    return List.copyOf(new TreeSet<>(paths));
  }

  /** The types declared in a scope. */
  static List<TypeElement> types(List<TypeElement> types, Scope scope) {
    return types.stream()
        .map(
            type ->
                type instanceof MessageElement message
                    ? new MessageNormalForm(scope.type(type.getName())).of(message)
                    : enumeration((EnumElement) type))
        .toList();
  }

  private static TypeElement enumeration(EnumElement enumeration) {
    return new EnumElement(
        enumeration.getLocation(),
        enumeration.getName(),
        "",
        OptionNormalForm.of(enumeration.getOptions()),
        enumeration.getConstants().stream()
            .sorted(Comparator.comparing(EnumConstantElement::getTag))
            .map(NormalForm::constant)
            .toList(),
        RangeNormalForm.reserved(enumeration.getReserveds()));
  }

  private static EnumConstantElement constant(EnumConstantElement constant) {
    return new EnumConstantElement(
        constant.getLocation(),
        constant.getName(),
        constant.getTag(),
        "",
        OptionNormalForm.of(constant.getOptions()));
  }

  static List<ExtendElement> extensions(List<ExtendElement> extensions, Scope scope) {
    return extensions.stream()
        .map(
            extend ->
                new ExtendElement(
                    extend.getLocation(),
                    TypeNames.full(extend.getName(), scope),
                    "",
                    new FieldNormalForm(scope).of(extend.getFields())))
        .toList();
  }

  private static ServiceElement service(ServiceElement service, Scope scope) {
    return new ServiceElement(
        service.getLocation(),
        service.getName(),
        "",
        service.getRpcs().stream().map(rpc -> rpc(rpc, scope)).toList(),
        OptionNormalForm.of(service.getOptions()));
  }

  private static RpcElement rpc(RpcElement rpc, Scope scope) {
    return new RpcElement(
        rpc.getLocation(),
        rpc.getName(),
        "",
        TypeNames.full(rpc.getRequestType(), scope),
        TypeNames.full(rpc.getResponseType(), scope),
        rpc.getRequestStreaming(),
        rpc.getResponseStreaming(),
        OptionNormalForm.of(rpc.getOptions()));
  }
}
