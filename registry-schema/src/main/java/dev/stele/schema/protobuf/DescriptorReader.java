package dev.stele.schema.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.squareup.wire.Syntax;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ReservedElement;
import com.squareup.wire.schema.internal.parser.RpcElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the compiled form of a file back into what was compiled. */
final class DescriptorReader {
  static final Location NOWHERE = Location.get("");

  private static final List<String> FIRST_OPTIONS =
      List.of(
          "java_package",
          "java_outer_classname",
          "java_multiple_files",
          "java_generate_equals_and_hash",
          "java_string_check_utf8",
          "optimize_for");

  private DescriptorReader() {}

  /**
   * @param maps whether to make maps again of what {@link DescriptorWriter} made of them
   * @throws IllegalArgumentException if something cannot be said in source code
   */
  static ProtoFileElement file(FileDescriptorProto file, boolean maps) {
    boolean proto3 = file.getSyntax().equals("proto3");
    MessageReader messages = new MessageReader(proto3, maps);
    return new ProtoFileElement(
        NOWHERE,
        file.hasPackage() ? file.getPackage() : null,
        syntax(file.getSyntax()),
        imports(file, false),
        imports(file, true),
        List.of(),
        types(file.getMessageTypeList(), file.getEnumTypeList(), messages),
        file.getServiceList().stream().map(DescriptorReader::service).toList(),
        messages.extensions(file.getExtensionList()),
        options(file));
  }

  /** By number, but for one that the reference registry puts elsewhere. */
  private static List<OptionElement> options(FileDescriptorProto file) {
    List<OptionElement> options = OptionReader.of(file.getOptions());
    options.sort(Comparator.comparingInt(DescriptorReader::rank));
    return options;
  }

  private static int rank(OptionElement option) {
    int rank = FIRST_OPTIONS.indexOf(option.getName());
    return rank < 0 ? FIRST_OPTIONS.size() : rank;
  }

  /** Other syntaxes are left out, as if nothing had been said. */
  private static @Nullable Syntax syntax(String syntax) {
    return switch (syntax) {
      case "proto2" -> Syntax.PROTO_2;
      case "proto3" -> Syntax.PROTO_3;
      default -> null;
    };
  }

  private static List<String> imports(FileDescriptorProto file, boolean isPublic) {
    return IntStream.range(0, file.getDependencyCount())
        .filter(index -> file.getPublicDependencyList().contains(index) == isPublic)
        .mapToObj(file::getDependency)
        .toList();
  }

  static List<TypeElement> types(
      List<DescriptorProto> messages, List<EnumDescriptorProto> enums, MessageReader reader) {
    return Stream.<TypeElement>concat(
            messages.stream().map(reader::message),
            enums.stream().map(DescriptorReader::enumeration))
        .toList();
  }

  private static TypeElement enumeration(EnumDescriptorProto enumeration) {
    List<Object> ranges = new ArrayList<>();
    enumeration
        .getReservedRangeList()
        .forEach(range -> ranges.add(Ranges.of(range.getStart(), range.getEnd())));
    return new EnumElement(
        NOWHERE,
        enumeration.getName(),
        "",
        OptionReader.of(enumeration.getOptions()),
        enumeration.getValueList().stream()
            .map(
                value ->
                    new EnumConstantElement(
                        NOWHERE,
                        value.getName(),
                        value.getNumber(),
                        "",
                        OptionReader.of(value.getOptions())))
            .toList(),
        reserved(ranges, enumeration.getReservedNameList()));
  }

  /** Each range and name by itself. */
  static List<ReservedElement> reserved(List<Object> ranges, List<String> names) {
    return Stream.concat(ranges.stream(), names.stream())
        .map(value -> new ReservedElement(NOWHERE, "", List.of(value)))
        .toList();
  }

  private static ServiceElement service(ServiceDescriptorProto service) {
    return new ServiceElement(
        NOWHERE,
        service.getName(),
        "",
        service.getMethodList().stream().map(DescriptorReader::rpc).toList(),
        OptionReader.of(service.getOptions()));
  }

  private static RpcElement rpc(MethodDescriptorProto method) {
    return new RpcElement(
        NOWHERE,
        method.getName(),
        "",
        method.getInputType(),
        method.getOutputType(),
        method.getClientStreaming(),
        method.getServerStreaming(),
        OptionReader.of(method.getOptions()));
  }
}
