package dev.stele.schema.logical;

import dev.stele.schema.Incompatibility;
import dev.stele.schema.Incompatibility.Place;
import dev.stele.schema.logical.LogicalType.Binary;
import dev.stele.schema.logical.LogicalType.Branch;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Clock;
import dev.stele.schema.logical.LogicalType.Decimal;
import dev.stele.schema.logical.LogicalType.Field;
import dev.stele.schema.logical.LogicalType.MapOf;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Temporal;
import dev.stele.schema.logical.LogicalType.Union;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One look at whether an engine can make a table of a schema. A type with a name is looked at once.
 */
final class Validity {
  private static final int MAX_PRECISION = 38;
  private static final int MAX_PATH = 1_000;
  private static final int MICROSECONDS = 6;

  private final Engine engine;
  private final LogicalSchema schema;
  private final List<Incompatibility> flaws = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> cyclic;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  Validity(Engine engine, LogicalSchema schema) {
    this.engine = engine;
    this.schema = schema;
    cyclic = schema.cyclic();
  }

  private record Waiting(LogicalType type, String path) {}

  /** Types with names are looked at one after the other, however deep they lie in each other. */
  List<Incompatibility> flaws() {
    waiting.add(new Waiting(schema.root().type(), ""));
    while (!waiting.isEmpty()) {
      Waiting next = waiting.remove();
      look(next.type(), next.path());
    }
    return flaws;
  }

  private void look(LogicalType type, String path) {
    if (type instanceof Struct struct) {
      members(type, struct.fields().stream().map(Field::name).toList(), "struct", path);
    } else if (type instanceof Union union) {
      members(type, union.branches().stream().map(Branch::name).toList(), "union", path);
    } else if (type instanceof MapOf map) {
      look(map.key().type(), path + "{key}");
      look(map.value().type(), path + "{}");
    } else if (type instanceof Named named) {
      named(named.name(), path);
    } else if (type instanceof Decimal decimal) {
      decimal(decimal, path);
    } else if (engine == Engine.ICEBERG_V2 && isTooNew(type)) {
      flaw(
          LogicalRule.UNREPRESENTABLE_TYPE, type, path, "version 2 of the format has no such type");
    } else if (isTooShort(type)) {
      flaw(LogicalRule.LENGTH_OUT_OF_RANGE, type, path, "a fixed length must be 1 or more");
    } else {
      LogicalSchema.parts(type).forEach(part -> look(part.type(), path + "[]"));
    }
  }

  private void members(LogicalType type, List<String> names, String kind, String path) {
    if (engine == Engine.ICEBERG_V2) {
      if (names.isEmpty()) {
        flaw(LogicalRule.EMPTY_STRUCT, type, path, "a " + kind + " must have a field");
      }
      collisions(type, names, path);
    }
    List<Slot> parts = LogicalSchema.parts(type);
    for (int i = 0; i < names.size(); i++) {
      look(parts.get(i).type(), member(path, names.get(i)));
    }
  }

  private void collisions(LogicalType type, List<String> names, String path) {
    Map<String, String> first = new HashMap<>();
    for (String name : names) {
      String other = first.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        flaw(
            LogicalRule.FIELD_NAME_CASE_COLLISION,
            type,
            path,
            "'" + other + "' and '" + name + "' differ only in case");
      }
    }
  }

  /** Of a long path, the end is kept. */
  static String member(String path, String name) {
    String outer =
        path.length() > MAX_PATH ? "…" + path.substring(path.length() - MAX_PATH / 2) : path;
    return outer.isEmpty() ? name : outer + "." + name;
  }

  private void named(String name, String path) {
    LogicalType definition = schema.definition(name);
    if (definition == null) {
      flaw(LogicalRule.UNRESOLVED_TYPE_REF, new Named(name), path, name + " is not known");
    } else if (cyclic.contains(name)) {
      flaw(LogicalRule.CYCLIC_TYPE, new Named(name), path, name + " contains itself");
    } else if (seen.add(name)) {
      waiting.add(new Waiting(definition, path));
    }
  }

  private void decimal(Decimal type, String path) {
    if (type.precision() < 1 || type.precision() > MAX_PRECISION) {
      flaw(
          LogicalRule.PRECISION_OUT_OF_RANGE,
          type,
          path,
          "a precision of " + type.precision() + " is not from 1 to " + MAX_PRECISION);
    }
    if (type.scale() < 0 || type.scale() > type.precision()) {
      flaw(
          LogicalRule.SCALE_OUT_OF_RANGE,
          type,
          path,
          "a scale of " + type.scale() + " is not from 0 to the precision " + type.precision());
    }
  }

  private static boolean isTooNew(LogicalType type) {
    return type == Simple.VARIANT
        || (type instanceof Temporal temporal
            && temporal.clock() != Clock.TIME
            && temporal.precision() > MICROSECONDS);
  }

  private static boolean isTooShort(LogicalType type) {
    return (type instanceof Chars chars && chars.fixed() && chars.length() < 1)
        || (type instanceof Binary binary && binary.fixed() && binary.length() < 1);
  }

  private void flaw(LogicalRule rule, LogicalType type, String path, String detail) {
    flaws.add(rule.found(engine, new Place(path, Ddl.name(type)), detail));
  }
}
