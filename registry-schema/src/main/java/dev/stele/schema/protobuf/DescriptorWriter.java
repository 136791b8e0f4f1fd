package dev.stele.schema.protobuf;

import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumOptions;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceOptions;
import com.squareup.wire.Syntax;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ReservedElement;
import com.squareup.wire.schema.internal.parser.RpcElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;

/** Compiles a file, as far as that is possible for it alone. */
final class DescriptorWriter {
  /** What the reference registry calls every file. */
  private static final String NAME = "default";

  private DescriptorWriter() {}

  /**
   * Compiles a file.
   *
   * @param scope the file's package
   */
  static FileDescriptorProto file(ProtoFileElement file, Scope scope) {
    boolean proto3 = file.getSyntax() == Syntax.PROTO_3;
    FileDescriptorProto.Builder compiled = FileDescriptorProto.newBuilder().setName(NAME);
    if (file.getPackageName() != null) {
      compiled.setPackage(file.getPackageName());
    }
    compiled.addAllDependency(file.getImports());
    for (String path : file.getPublicImports()) {
      compiled.addPublicDependency(compiled.getDependencyCount()).addDependency(path);
    }
    for (TypeElement type : file.getTypes()) {
      if (type instanceof MessageElement message) {
        compiled.addMessageType(
            new MessageWriter(scope.type(type.getName()), proto3).message(message));
      } else {
        compiled.addEnumType(enumeration((EnumElement) type));
      }
    }
    file.getServices().forEach(service -> compiled.addService(service(service)));
    compiled.addAllExtension(new FieldWriter(scope).extensions(file.getExtendDeclarations()));
    if (!file.getOptions().isEmpty()) {
      compiled.setOptions(OptionWriter.add(file.getOptions(), FileOptions.newBuilder()));
    }
    if (file.getSyntax() != null) {
      compiled.setSyntax(file.getSyntax().toString());
    }
    return compiled.build();
  }

  static EnumDescriptorProto enumeration(EnumElement enumeration) {
    EnumDescriptorProto.Builder compiled =
        EnumDescriptorProto.newBuilder().setName(enumeration.getName());
    enumeration.getConstants().forEach(constant -> compiled.addValue(value(constant)));
    for (ReservedElement reserved : enumeration.getReserveds()) {
      for (Object value : reserved.getValues()) {
        if (value instanceof String name) {
          compiled.addReservedName(name);
        } else {
          compiled
              .addReservedRangeBuilder()
              .setStart(Ranges.first(value))
              .setEnd(Ranges.last(value));
        }
      }
    }
    if (!enumeration.getOptions().isEmpty()) {
      compiled.setOptions(OptionWriter.add(enumeration.getOptions(), EnumOptions.newBuilder()));
    }
    return compiled.build();
  }

  private static EnumValueDescriptorProto value(EnumConstantElement constant) {
    EnumValueDescriptorProto.Builder compiled =
        EnumValueDescriptorProto.newBuilder()
            .setName(constant.getName())
            .setNumber(constant.getTag());
    if (!constant.getOptions().isEmpty()) {
      compiled.setOptions(OptionWriter.add(constant.getOptions(), EnumValueOptions.newBuilder()));
    }
    return compiled.build();
  }

  private static ServiceDescriptorProto service(ServiceElement service) {
    ServiceDescriptorProto.Builder compiled =
        ServiceDescriptorProto.newBuilder().setName(service.getName());
    service.getRpcs().forEach(rpc -> compiled.addMethod(method(rpc)));
    if (!service.getOptions().isEmpty()) {
      compiled.setOptions(OptionWriter.add(service.getOptions(), ServiceOptions.newBuilder()));
    }
    return compiled.build();
  }

  private static MethodDescriptorProto method(RpcElement rpc) {
    MethodDescriptorProto.Builder compiled =
        MethodDescriptorProto.newBuilder()
            .setName(rpc.getName())
            .setInputType(rpc.getRequestType())
            .setOutputType(rpc.getResponseType());
    if (rpc.getRequestStreaming()) {
      compiled.setClientStreaming(true);
    }
    if (rpc.getResponseStreaming()) {
      compiled.setServerStreaming(true);
    }
    if (!rpc.getOptions().isEmpty()) {
      compiled.setOptions(OptionWriter.add(rpc.getOptions(), MethodOptions.newBuilder()));
    }
    return compiled.build();
  }
}
