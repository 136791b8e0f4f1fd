package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.RpcElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;

/** Prints a file in the layout of the reference registry, without comments and weak imports. */
final class FilePrinter {
  private final Layout out = new Layout();
  private final OptionPrinter options;
  private final TypePrinter types;

  private FilePrinter(PrintStyle style) {
    this.options = new OptionPrinter(out, style);
    this.types = new TypePrinter(out, style);
  }

  static String print(ProtoFileElement file, PrintStyle style) {
    return new FilePrinter(style).text(file);
  }

  private String text(ProtoFileElement file) {
    if (file.getSyntax() != null) {
      out.end("syntax = \"" + file.getSyntax() + "\";");
    }
    if (file.getPackageName() != null) {
      out.end("package " + file.getPackageName() + ";");
    }
    if (!file.getImports().isEmpty() || !file.getPublicImports().isEmpty()) {
      out.section();
      file.getImports().forEach(path -> out.end("import " + OptionPrinter.quoted(path) + ";"));
      file.getPublicImports()
          .forEach(path -> out.end("import public " + OptionPrinter.quoted(path) + ";"));
    }
    options.section(file.getOptions());
    types.typeSection(file.getTypes());
    types.extendSection(file.getExtendDeclarations());
    out.section(file.getServices(), this::service);
    return out.toString();
  }

  private void service(ServiceElement service) {
    out.block(
        "service " + service.getName(),
        () -> {
          options.section(service.getOptions());
          out.section(service.getRpcs(), this::rpc);
        });
    out.end("");
  }

  private void rpc(RpcElement rpc) {
    out.add("rpc " + rpc.getName())
        .add(" (" + streamed(rpc.getRequestStreaming(), rpc.getRequestType()) + ")")
        .add(" returns (" + streamed(rpc.getResponseStreaming(), rpc.getResponseType()) + ")");
    if (!rpc.getOptions().isEmpty()) {
      out.block("", () -> options.section(rpc.getOptions()));
    }
    out.end(";");
  }

  private static String streamed(boolean stream, String type) {
    return stream ? "stream " + type : type;
  }
}
