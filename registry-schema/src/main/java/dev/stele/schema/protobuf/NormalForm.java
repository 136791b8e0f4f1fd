package dev.stele.schema.protobuf;

import static dev.stele.schema.protobuf.DescriptorReader.NOWHERE;

import com.squareup.wire.Syntax;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.ExtendElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.RpcElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.stele.schema.InvalidSchemaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A file in normal form: what goes without saying is left out, what has no order is sorted, types
 * have full names with a leading dot. Messages, enums, services and methods keep their order.
 *
 * <p>Types are looked up in the order of the text, so that the first one that is not known is the
 * one to be told of.
 */
final class NormalForm {
  private final Scope scope;
  private final OptionNormalForm options;

  /**
   * @param scope the package or message that declares what is brought into normal form
   */
  NormalForm(Scope scope) {
    this.scope = scope;
    this.options = new OptionNormalForm(scope);
  }

  /**
   * @throws InvalidSchemaException if a type is not known, or a map has a bad key
   */
  ProtoFileElement of(ProtoFileElement file) {
    List<TypeElement> types = types(file.getTypes());
    List<ExtendElement> extensions = extensions(file.getExtendDeclarations());
    List<ServiceElement> services = file.getServices().stream().map(this::service).toList();
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
        options.of(file.getOptions()));
  }

  private static List<String> sorted(Collection<String> paths) {
    return List.copyOf(new TreeSet<>(paths));
  }

  List<TypeElement> types(List<TypeElement> types) {
    return types.stream()
        .map(
            type ->
                type instanceof MessageElement message
                    ? new MessageNormalForm(scope.type(type.getName())).of(message)
                    : enumeration((EnumElement) type))
        .toList();
  }

  private TypeElement enumeration(EnumElement enumeration) {
    return new EnumElement(
        enumeration.getLocation(),
        enumeration.getName(),
        "",
        options.of(enumeration.getOptions()),
        enumeration.getConstants().stream()
            .sorted(
                Comparator.comparing(EnumConstantElement::getTag)
                    .thenComparing(EnumConstantElement::getName))
            .map(this::constant)
            .toList(),
        RangeNormalForm.reserved(enumeration.getReserveds()));
  }

  private EnumConstantElement constant(EnumConstantElement constant) {
    return new EnumConstantElement(
        constant.getLocation(),
        constant.getName(),
        constant.getTag(),
        "",
        options.of(constant.getOptions()));
  }

  /** Those of one message together, where the first of them is. */
  List<ExtendElement> extensions(List<ExtendElement> extensions) {
    Map<String, List<FieldElement>> fields = new LinkedHashMap<>();
    for (ExtendElement extend : extensions) {
      if (!extend.getFields().isEmpty()) {
        fields
            .computeIfAbsent(TypeNames.full(extend.getName(), scope), message -> new ArrayList<>())
            .addAll(extend.getFields());
      }
    }
    FieldNormalForm normal = new FieldNormalForm(scope);
    List<ExtendElement> united = new ArrayList<>();
    fields.forEach(
        (message, declared) ->
            united.add(new ExtendElement(NOWHERE, message, "", normal.of(declared))));
    return united;
  }

  private ServiceElement service(ServiceElement service) {
    return new ServiceElement(
        service.getLocation(),
        service.getName(),
        "",
        service.getRpcs().stream().map(this::rpc).toList(),
        options.of(service.getOptions()));
  }

  private RpcElement rpc(RpcElement rpc) {
    return new RpcElement(
        rpc.getLocation(),
        rpc.getName(),
        "",
        TypeNames.full(rpc.getRequestType(), scope),
        TypeNames.full(rpc.getResponseType(), scope),
        rpc.getRequestStreaming(),
        rpc.getResponseStreaming(),
        options.of(rpc.getOptions()));
  }
}
