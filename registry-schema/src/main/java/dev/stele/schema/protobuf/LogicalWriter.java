package dev.stele.schema.protobuf;

import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.logical.LogicalSchema;
import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Symbol;
import dev.stele.schema.logical.LogicalType.Union;
import dev.stele.schema.logical.Notes;
import dev.stele.schema.logical.Slot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One writing of logical types as a Protobuf file, syntax 3. */
final class LogicalWriter {
  private static final String META_FILE = "confluent/meta.proto";

  private final LogicalSchema schema;

  /** The types of other schemas, and the file each is in. */
  private final Map<String, String> foreign;

  /** The declared types that lie in each. */
  private final Map<String, Map<String, LogicalType>> inside = new HashMap<>();

  private final Set<String> cyclic;
  private final Set<String> imports = new TreeSet<>();
  private final Layout out = new Layout();

  private LogicalWriter(LogicalSchema schema, Map<String, String> foreign) {
    this.schema = schema;
    this.foreign = foreign;
    schema
        .declared()
        .forEach(
            (name, type) -> {
              String outer = schema.parent(name);
              if (outer != null) {
                inside.computeIfAbsent(outer, first -> new LinkedHashMap<>()).put(name, type);
              }
            });
    cyclic = schema.cyclic();
  }

  /**
   * @param name of a message that has none
   * @param files those that it may import
   * @throws InvalidSchemaException if Protobuf cannot say it
   */
  static String write(LogicalSchema schema, String name, List<FileSet.Imported> files) {
    if (!schema.imports().isEmpty()) {
      throw new InvalidSchemaException(
          "USING TYPE is for JSON: in Protobuf, types of other schemas are meant by their names");
    }
    Map<String, String> foreign = new LinkedHashMap<>();
    for (FileSet.Imported file : files) {
      String prefix =
          file.file().getPackageName() == null ? "" : file.file().getPackageName() + ".";
      file.file()
          .getTypes()
          .forEach(type -> foreign.put(prefix + type.getName(), file.reference().name()));
    }
    return new LogicalWriter(schema, foreign).file(name);
  }

  private String file(String name) {
    LogicalType root = root();
    String publicImport = null;
    if (root instanceof Named named) {
      LogicalType declared = schema.declared().get(named.name());
      if (declared == null) {
        publicImport = importOf(named.name());
      } else {
        types(simple(named.name()), struct(declared), named.name());
      }
    } else {
      types(name, struct(root), null);
    }
    return header(publicImport) + out;
  }

  /** What values are; of several types the first, as they are all in the file. */
  private LogicalType root() {
    Slot root = schema.root();
    boolean several = root.type() instanceof Union union && !root.nullable() && isOfDeclared(union);
    return several ? ((Union) root.type()).branches().get(0).slot().type() : root.type();
  }

  private static Struct struct(LogicalType root) {
    if (root instanceof Struct struct) {
      return struct;
    }
    throw new InvalidSchemaException("Top-level schema must be a STRUCT");
  }

  private String header(@Nullable String publicImport) {
    StringBuilder header = new StringBuilder("syntax = \"proto3\";\n");
    if (schema.namespace() != null) {
      header.append("package ").append(schema.namespace()).append(";\n");
    }
    imports.forEach(
        path -> header.append("import ").append(OptionPrinter.quoted(path)).append(";\n"));
    if (publicImport != null) {
      header.append("import public ").append(OptionPrinter.quoted(publicImport)).append(";\n");
    }
    return header.toString();
  }

  private boolean isOfDeclared(Union union) {
    return !union.branches().isEmpty()
        && union.branches().stream()
            .allMatch(
                branch ->
                    branch.slot().type() instanceof Named named
                        && schema.declared().containsKey(named.name()));
  }

  /** All types; the root comes first, as that is how it is known. */
  private void types(String name, Struct root, @Nullable String fullName) {
    Set<String> names = new HashSet<>();
    if (fullName != null) {
      requireNamespace(fullName);
    }
    requireName(name, names);
    message(name, root, fullName, Map.of());
    schema
        .declared()
        .forEach(
            (each, type) -> {
              if (!each.equals(fullName) && schema.parent(each) == null) {
                requireNamespace(each);
                requireName(simple(each), names);
                declaration(each, type, Map.of());
              }
            });
  }

  private void requireNamespace(String name) {
    String own = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    String all = schema.namespace() == null ? "" : schema.namespace();
    if (!own.equals(all)) {
      throw new InvalidSchemaException(
          "All types of a Protobuf file are in its package, but %s is not in \"%s\": say NAMESPACE, or"
                  .formatted(name, all)
              + " register it by itself and reference it");
    }
  }

  private static void requireName(String name, Set<String> names) {
    if (!names.add(name)) {
      throw new InvalidSchemaException("Two types of a Protobuf file have the name " + name);
    }
  }

  static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private void declaration(String name, LogicalType type, Map<String, String> params) {
    if (type instanceof Struct struct) {
      message(simple(name), struct, name, params);
    } else {
      enumeration(simple(name), (Enumeration) type, params);
    }
  }

  /**
   * A message.
   *
   * @param fullName what declared types inside of it have in front; null if there are none
   * @param params said of it besides
   */
  private void message(
      String name, Struct struct, @Nullable String fullName, Map<String, String> params) {
    out.block(
        "message " + identifier(name),
        () -> {
          out.freshLine();
          statement(Meta.MESSAGE, struct.notes(), params);
          FieldTexts fields = new FieldTexts(this);
          fields.of(struct).forEach(out::end);
          fields.nested().forEach((each, type) -> made(each, type));
          if (fullName != null) {
            nested(fullName);
          }
        });
    out.end("");
  }

  private void made(String name, LogicalType type) {
    if (type instanceof Struct struct) {
      message(name, struct, null, Map.of());
    } else {
      enumeration(name, (Enumeration) type, Map.of());
    }
  }

  /** Those declared inside of a type; what contains itself is known to be declared. */
  private void nested(String outer) {
    inside
        .getOrDefault(outer, Map.of())
        .forEach(
            (name, type) ->
                declaration(
                    name, type, cyclic.contains(name) ? Map.of() : Map.of(Meta.NAMED, "true")));
  }

  private void enumeration(String name, Enumeration enumeration, Map<String, String> params) {
    out.block(
        "enum " + identifier(name),
        () -> {
          out.freshLine();
          statement(Meta.ENUM, enumeration.notes(), params);
          int number = 0;
          for (Symbol symbol : enumeration.symbols()) {
            String meta = brackets(Meta.ENUM_VALUE, symbol.notes(), Map.of());
            out.end(identifier(symbol.name()) + " = " + number++ + meta + ";");
          }
        });
    out.end("");
  }

  private void statement(String option, Notes notes, Map<String, String> params) {
    String value = meta(notes, params);
    if (!value.isEmpty()) {
      out.end("option (" + option + ") = " + value + ";");
    }
  }

  /** An option in brackets; empty if it says nothing. */
  String brackets(String option, Notes notes, Map<String, String> params) {
    String value = meta(notes, params);
    return value.isEmpty() ? "" : " [(" + option + ") = " + value + "]";
  }

  private String meta(Notes notes, Map<String, String> params) {
    String meta = Meta.text(notes, params);
    if (!meta.isEmpty()) {
      imports.add(META_FILE);
    }
    return meta;
  }

  /** What a declared or foreign type is called in the file, which then imports it. */
  String typeName(String name) {
    if (!schema.declared().containsKey(name)) {
      imports.add(importOf(name));
    }
    return "." + name;
  }

  /** What everybody knows, which the file then imports. */
  String wellKnown(String name, String path) {
    imports.add(path);
    return "." + name;
  }

  boolean isDeclaredStruct(String name) {
    return schema.declared().get(name) instanceof Struct;
  }

  private String importOf(String name) {
    for (String outer = name;
        !outer.isEmpty();
        outer = outer.substring(0, Math.max(0, outer.lastIndexOf('.')))) {
      String path = foreign.get(outer);
      if (path != null) {
        return path;
      }
    }
    throw new InvalidSchemaException("Unknown named type reference: " + name);
  }

  static String identifier(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*+")) {
      throw new InvalidSchemaException("Not a name in Protobuf: " + name);
    }
    return name;
  }
}
