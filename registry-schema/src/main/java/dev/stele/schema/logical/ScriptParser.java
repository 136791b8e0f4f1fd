package dev.stele.schema.logical;

import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Struct;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a DDL script: a namespace, where foreign types are from, declarations, and the root, in
 * this order and each optional, with semicolons between them. Names of types may stand before their
 * declaration. Used once.
 */
final class ScriptParser {
  private final Tokens tokens;
  private final TypeParser types;
  private final Map<String, String> imports = new LinkedHashMap<>();
  private final Map<String, LogicalType> declared = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();
  private @Nullable String namespace;

  /**
   * @throws InvalidSchemaException if the text cannot be taken apart
   */
  ScriptParser(String text) {
    tokens = new Tokens(text);
    types = new TypeParser(tokens, this::qualifiedUse);
  }

  /**
   * What the script says.
   *
   * @throws InvalidSchemaException if it is none
   */
  LogicalSchema script() {
    if (tokens.sees("NAMESPACE")) {
      tokens.take();
      namespace = tokens.path("a namespace");
      tokens.require(';');
    }
    while (tokens.takes("USING")) {
      tokens.require("TYPE");
      foreign();
    }
    Tokens.Mark start = tokens.mark();
    declareNames();
    tokens.backTo(start);
    declareBodies();
    Slot root = root();
    LogicalSchema schema = new LogicalSchema(namespace, declared, Map.of(), imports, root);
    checkImports(schema);
    return schema;
  }

  private void foreign() {
    Token at = tokens.peek();
    String name = tokens.path("the name of a type");
    tokens.require("FOR");
    String uri = tokens.text("a URI in quotes");
    tokens.require(';');
    if (uri.isBlank()) {
      throw tokens.error(at, "the URI of " + name + " is empty");
    }
    if (imports.put(name, uri) != null) {
      throw tokens.error(at, "USING TYPE " + name + " stands there twice");
    }
  }

  /** First the names alone, as they may be used before they are declared. */
  private void declareNames() {
    do {
      if (!startsDeclaration()) {
        return;
      }
      tokens.take();
      Token at = tokens.peek();
      declare(qualified(tokens.path("the name of a type")), at);
      tokens.skipTo(';');
    } while (tokens.takes(';'));
  }

  private void declareBodies() {
    for (String name : names) {
      boolean struct = tokens.take().isWord("STRUCT");
      tokens.path("the name of a type");
      declared.put(name, body(struct));
      if (!tokens.takes(';')) {
        return;
      }
    }
  }

  private boolean startsDeclaration() {
    return tokens.sees("STRUCT") || tokens.sees("ENUM");
  }

  private LogicalType body(boolean struct) {
    if (struct) {
      Struct body = types.struct();
      return new Struct(body.fields(), body.checks(), types.notes(true));
    }
    return new Enumeration(types.symbols(), types.notes(true));
  }

  private void declare(String name, Token at) {
    String outer = LogicalSchema.parent(name, names);
    if (outer != null && name.indexOf('.', outer.length() + 1) >= 0) {
      throw tokens.error(
          at,
          "%s is nested in %s, but what is between them is not declared before it"
              .formatted(name, outer));
    }
    if (!names.add(name)) {
      throw tokens.error(at, "Duplicate named type: " + name);
    }
  }

  private Slot root() {
    Token at = tokens.peek();
    Slot root = tokens.takes("TYPE") ? types.slot() : Roots.implied(declared);
    tokens.takes(';');
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.expected("a declaration, TYPE or the end");
    }
    if (root == null) {
      throw tokens.error(
          at,
          declared.isEmpty()
              ? "No type to register: declare a STRUCT or an ENUM, or say which TYPE it is"
              : "Which type is meant is not clear, as each is used by another or two have one name:"
                  + " end with TYPE and its name");
    }
    if (root.type() instanceof Named named && LogicalSchema.parent(named.name(), names) != null) {
      throw tokens.error(at, named.name() + " is nested, so it cannot be registered by itself");
    }
    return root;
  }

  private void checkImports(LogicalSchema schema) {
    Set<String> used = schema.usedNames();
    for (String name : imports.keySet()) {
      if (declared.containsKey(name)) {
        throw new InvalidSchemaException("USING TYPE " + name + " is declared here, too");
      }
      if (!used.contains(name)) {
        throw new InvalidSchemaException("USING TYPE " + name + " is not used");
      }
    }
  }

  /** Of a declaration: in the namespace, unless it has one of its own. */
  private String qualified(String name) {
    boolean own = name.contains(".") && !isInside(name);
    return namespace == null || own || name.startsWith(namespace + ".")
        ? name
        : namespace + "." + name;
  }

  /** Of a type where it is used: in the namespace, unless it is foreign. */
  private String qualifiedUse(String name) {
    return namespace != null && !name.contains(".") && !imports.containsKey(name)
        ? namespace + "." + name
        : qualified(name);
  }

  /** Whether dots say that one declared type is in another. */
  private boolean isInside(String name) {
    return LogicalSchema.parent(name, names) != null
        || LogicalSchema.parent(namespace + "." + name, names) != null;
  }
}
