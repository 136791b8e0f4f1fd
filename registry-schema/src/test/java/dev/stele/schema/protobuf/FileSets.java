package dev.stele.schema.protobuf;

import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import dev.stele.schema.Reference;
import java.util.List;

/** Texts as parsed files; without a syntax they are proto3. */
final class FileSets {
  private FileSets() {}

  static FileSet of(String text, FileSet.Imported... imports) {
    return new FileSet(parse(text), List.of(imports));
  }

  static FileSet.Imported imported(String name, int version, String text) {
    return new FileSet.Imported(new Reference(name, "subject of " + name, version), parse(text));
  }

  private static ProtoFileElement parse(String text) {
    String withSyntax = text.startsWith("syntax") ? text : "syntax = 'proto3'; " + text;
    return ProtoParser.Companion.parse(Location.get(""), withSyntax);
  }
}
