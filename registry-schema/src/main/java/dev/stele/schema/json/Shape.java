package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema as it is compared: of one kind, with the values of that kind's keywords. Shapes form a
 * graph, with cycles through references. Complete and unchanging once {@link Loader#load} has
 * returned; equal only to itself.
 */
final class Shape {
  /** The literals, which are told apart from schemas that say the same. */
  static final Shape TRUE = of(Kind.ANY, BooleanNode.TRUE, Map.of());

  static final Shape FALSE = of(Kind.NONE, BooleanNode.FALSE, Map.of());

  private final Kind kind;
  private final JsonNode source;
  private final Map<Keyword<?>, Object> values;
  private final List<Shape> members;
  private final List<Shape> distinctMembers;
  private boolean whole;
  private boolean hasDefault;
  private @Nullable Shape target;

  private Shape(
      Kind kind,
      JsonNode source,
      Map<Keyword<?>, Object> values,
      List<Shape> members,
      List<Shape> distinctMembers) {
    this.kind = kind;
    this.source = source;
    this.values = values;
    this.members = List.copyOf(members);
    this.distinctMembers = List.copyOf(distinctMembers);
  }

  /**
   * A schema that is no combination.
   *
   * @param values of keywords of the kind, each of the keyword's type
   */
  static Shape of(Kind kind, JsonNode source, Map<Keyword<?>, Object> values) {
    return new Shape(kind, source, values, List.of(), List.of());
  }

  /** A schema that has members. */
  static Shape combined(Kind kind, JsonNode source, List<Shape> members, Gists gists) {
    Map<Object, Shape> distinct = new LinkedHashMap<>();
    for (Shape member : members) {
      distinct.putIfAbsent(member.gist(gists), member);
    }
    return new Shape(kind, source, Map.of(), members, List.copyOf(distinct.values()));
  }

  /** Equal to that of shapes that say the same. */
  private Object gist(Gists gists) {
    boolean integer = values.containsKey(Keywords.INTEGER);
    // Two combinations may be parts of one schema; their members are not.
    List<Integer> inner = members.stream().map(member -> gists.of(member.source)).toList();
    return List.of(kind, integer, gists.of(source), inner);
  }

  /** The same with other values of some keywords. */
  Shape with(Set<Keyword<?>> keywords, Map<Keyword<?>, Object> others) {
    Map<Keyword<?>, Object> all = new LinkedHashMap<>(values);
    all.keySet().removeAll(keywords);
    all.putAll(others);
    return new Shape(kind, source, all, members, distinctMembers);
  }

  /** The same under another text. */
  Shape writtenAs(JsonNode text) {
    return new Shape(kind, text, values, members, distinctMembers);
  }

  /** Says that this is all there is of its schema, and what the schema says in general is of it. */
  Shape whole(Dialect dialect) {
    whole = true;
    hasDefault = dialect.isModern() ? source.hasNonNull("default") : source.has("default");
    return this;
  }

  /** Says what a reference refers to. */
  void refersTo(Shape shape) {
    target = shape;
  }

  Kind kind() {
    return kind;
  }

  /** The schema this was made from, or that this is a part of. */
  JsonNode source() {
    return source;
  }

  List<Shape> members() {
    return members;
  }

  /** The members without those that say the same as one before. */
  List<Shape> distinctMembers() {
    return distinctMembers;
  }

  /**
   * What a reference refers to, which may be a reference again; of other kinds, the shape itself.
   */
  Shape target() {
    return target == null ? this : target;
  }

  /** The value of a keyword; null if the schema has no such keyword. */
  @SuppressWarnings("unchecked") // values are put under keywords of their type
  <T> @Nullable T get(Keyword<T> keyword) {
    return (T) values.get(keyword);
  }

  /** Whether the values are bytes to Kafka Connect, whatever the schema makes of them. */
  boolean isConnectBytes() {
    return whole && source.path("connect.type").asText().equals("bytes");
  }

  /** Whether it has a default; in the newer drafts, null is none to the reference. */
  boolean hasDefault() {
    return hasDefault;
  }
}
