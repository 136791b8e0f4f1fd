package dev.stele.schema.logical;

import dev.stele.schema.logical.LogicalType.ArrayOf;
import dev.stele.schema.logical.LogicalType.Branch;
import dev.stele.schema.logical.LogicalType.Check;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.Field;
import dev.stele.schema.logical.LogicalType.MapOf;
import dev.stele.schema.logical.LogicalType.MultisetOf;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Symbol;
import dev.stele.schema.logical.LogicalType.Union;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Reads types, and what stands in the parentheses of declarations. */
final class TypeParser {
  private static final int MAX_DEPTH = Effort.MAX_DEPTH;

  private final Tokens tokens;
  private final UnaryOperator<String> qualified;
  private int depth;

  /**
   * @param qualified from a name of a type to its full name
   */
  TypeParser(Tokens tokens, UnaryOperator<String> qualified) {
    this.tokens = tokens;
    this.qualified = qualified;
  }

  /** A type, and whether it may be null. */
  Slot slot() {
    Token first = tokens.peek();
    if (++depth > MAX_DEPTH) {
      throw tokens.error(first, "types are nested more than " + MAX_DEPTH + " deep");
    }
    Slot slot = nullability(prefix());
    int postfixes = 0;
    while (tokens.sees("ARRAY") || tokens.sees("MULTISET")) {
      if (depth + ++postfixes > MAX_DEPTH) {
        throw tokens.error(first, "types are nested more than " + MAX_DEPTH + " deep");
      }
      boolean array = tokens.take().isWord("ARRAY");
      slot = nullability(array ? new ArrayOf(slot) : new MultisetOf(slot));
    }
    depth--;
    return slot;
  }

  private Slot nullability(LogicalType type) {
    if (tokens.takes("NOT", "NULL")) {
      return Slot.required(type);
    }
    tokens.takes("NULL");
    return Slot.optional(type);
  }

  private LogicalType prefix() {
    Token next = tokens.peek();
    boolean opens = tokens.second().isSymbol('<');
    if (next.isWord("MAP") && opens) {
      tokens.take();
      tokens.require('<');
      Slot key = slot();
      tokens.require(',');
      Slot value = slot();
      tokens.require('>');
      return new MapOf(key, value);
    } else if (next.isWord("ENUM") && tokens.second().isSymbol('(')) {
      tokens.take();
      return new Enumeration(symbols(), Notes.NONE);
    } else if (next.isWord("ARRAY") || next.isWord("MULTISET")) {
      boolean array = tokens.take().isWord("ARRAY");
      tokens.require('<');
      Slot element = slot();
      tokens.require('>');
      return array ? new ArrayOf(element) : new MultisetOf(element);
    } else if (tokens.takes("STRUCT")) {
      return new Struct(members(this::field));
    } else if (tokens.takes("UNION")) {
      return new Union(members(this::branch));
    }
    LogicalType scalar = new ScalarParser(tokens).scalar();
    return scalar != null ? scalar : new Named(qualified.apply(tokens.path("a type")));
  }

  private <T> List<T> members(Supplier<T> member) {
    return tokens.peek().isSymbol('<') ? tokens.list('<', '>', member) : optional('(', ')', member);
  }

  private <T> List<T> optional(char open, char close, Supplier<T> item) {
    if (tokens.peek().isSymbol(open) && tokens.second().isSymbol(close)) {
      tokens.take();
      tokens.take();
      return List.of();
    }
    return tokens.list(open, close, item);
  }

  /** The body of a declaration. */
  Struct struct() {
    List<Field> fields = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    optional('(', ')', () -> seesCheck() ? checks.add(check()) : fields.add(field()));
    return new Struct(fields, checks, Notes.NONE);
  }

  /** The body of a declaration. */
  List<Symbol> symbols() {
    return optional('(', ')', () -> new Symbol(tokens.text("a symbol in quotes"), notes(false)));
  }

  private Field field() {
    String name = tokens.name("the name of a field");
    Token type = tokens.peek();
    Slot slot = slot();
    Optional<Literal> initial = Optional.empty();
    if (tokens.takes("DEFAULT")) {
      initial = Optional.of(literal());
      String misfit = Defaults.misfit(slot.type(), initial.get());
      if (misfit != null) {
        throw tokens.error(type, "the default of " + Words.name(name) + " " + misfit);
      }
    }
    List<Check> checks = new ArrayList<>();
    while (seesCheck()) {
      checks.add(check());
    }
    return new Field(name, slot, initial, false, checks, notes(true));
  }

  private Branch branch() {
    String name = tokens.name("the name of a branch");
    return new Branch(name, slot(), notes(false));
  }

  private boolean seesCheck() {
    return tokens.sees("CONSTRAINT") || tokens.sees("CHECK");
  }

  private Check check() {
    String name = tokens.takes("CONSTRAINT") ? tokens.name("the name of a constraint") : null;
    tokens.require("CHECK");
    String condition = tokens.enclosed();
    if (condition.isEmpty()) {
      throw tokens.expected("a condition");
    }
    String message = tokens.takes("MESSAGE") ? tokens.text("a message in quotes") : null;
    return new Check(name, condition, message);
  }

  private Literal literal() {
    boolean negative = tokens.takes('-');
    Token token = tokens.peek();
    if (token.kind() == Token.Kind.NUMBER) {
      tokens.take();
      return new Literal.Num((negative ? "-" : "") + token.text());
    } else if (negative) {
      throw tokens.expected("a number");
    } else if (token.kind() == Token.Kind.TEXT) {
      tokens.take();
      return new Literal.Text(token.text());
    } else if (token.kind() == Token.Kind.BYTES) {
      tokens.take();
      return new Literal.Octets(token.text());
    } else if (tokens.takes("NULL")) {
      return Literal.NULL;
    } else if (tokens.takes("TRUE")) {
      return new Literal.Bool(true);
    } else if (tokens.takes("FALSE")) {
      return new Literal.Bool(false);
    }
    throw tokens.expected("a value");
  }

  /**
   * Comment, tags and parameters.
   *
   * @param tagged whether there may be tags
   */
  Notes notes(boolean tagged) {
    String doc = null;
    if (tokens.takes("COMMENT") || tokens.peek().kind() == Token.Kind.TEXT) {
      doc = tokens.text("a comment in quotes");
    }
    List<String> tags = List.of();
    if (tagged && tokens.takes("TAGS")) {
      tags = tokens.list('(', ')', () -> tokens.text("a tag in quotes"));
    }
    Map<String, String> params = new LinkedHashMap<>();
    if (tokens.takes("WITH")) {
      tokens.list('(', ')', () -> param(params));
    }
    return new Notes(doc, tags, params);
  }

  private String param(Map<String, String> params) {
    String name = tokens.text("the name of a parameter in quotes");
    tokens.require('=');
    params.put(name, tokens.text("a value in quotes"));
    return name;
  }
}
