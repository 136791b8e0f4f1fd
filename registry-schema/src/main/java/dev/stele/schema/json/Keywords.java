package dev.stele.schema.json;

import static dev.stele.schema.json.Dialect.DRAFT_2019_09;
import static dev.stele.schema.json.Dialect.DRAFT_6;
import static dev.stele.schema.json.Dialect.DRAFT_7;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.json.Keyword.Comparison;
import dev.stele.schema.json.Keyword.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All keywords, by the kind of schema that they make; those of {@link Kind#ANY} are for all. A
 * schema without a {@code type} is of each kind that it has keywords of. To add a keyword, add a
 * line: what it is called and where, what it must look like, and how it is compared. Those that
 * others look at have names of their own. Within a kind they are compared from top to bottom.
 */
final class Keywords {
  private static final Map<Kind, List<Keyword<?>>> BY_KIND = new EnumMap<>(Kind.class);

  /** Whether a number is an integer, which its type says. */
  static final Keyword<Boolean> INTEGER =
      add(Kind.NUMBER, "type", Form.FLAG, Scalars.integer(), Spelling.implied());

  static final Keyword<Set<String>> REQUIRED =
      add(Kind.OBJECT, "required", Form.NAMES, Properties.required());
  static final Keyword<Map<String, Shape>> PROPERTIES =
      add(Kind.OBJECT, "properties", Form.NAMED_SCHEMAS, Properties.named(), filled("properties"));
  static final Keyword<Map<String, Shape>> PATTERN_PROPERTIES =
      add(
          Kind.OBJECT,
          "patternProperties",
          Form.PATTERN_SCHEMAS,
          Scalars.ignored(),
          filled("patternProperties"));
  static final Keyword<Shape> ADDITIONAL_PROPERTIES =
      add(
          Kind.OBJECT,
          "additionalProperties",
          Form.SCHEMA,
          Items.additional(
              JsonRule.ADDITIONAL_PROPERTIES_REMOVED, JsonRule.ADDITIONAL_PROPERTIES_NARROWED));
  static final Keyword<Shape> UNEVALUATED_PROPERTIES =
      add(
          Kind.OBJECT,
          "unevaluatedProperties",
          Form.SCHEMA,
          Items.unevaluated(
              JsonRule.UNEVALUATED_PROPERTIES_REMOVED, JsonRule.UNEVALUATED_PROPERTIES_NARROWED),
          Spelling.of("unevaluatedProperties").since(DRAFT_2019_09));
  static final Keyword<Shape> ADDITIONAL_ITEMS =
      add(
          Kind.ARRAY,
          "additionalItems",
          Form.SCHEMA,
          Items.additional(JsonRule.ADDITIONAL_ITEMS_REMOVED, JsonRule.ADDITIONAL_ITEMS_NARROWED),
          Spelling.of("additionalItems")
              .where(Keywords::leavesItems)
              .before(DRAFT_2019_09)
              .or(Spelling.of("items").where(Keywords::hasPrefix).since(DRAFT_2019_09))
              .or(Spelling.of("items").when(JsonNode::isBoolean).since(DRAFT_2019_09)));
  static final Keyword<Shape> UNEVALUATED_ITEMS =
      add(
          Kind.ARRAY,
          "unevaluatedItems",
          Form.SCHEMA,
          Items.unevaluated(
              JsonRule.UNEVALUATED_ITEMS_REMOVED, JsonRule.UNEVALUATED_ITEMS_NARROWED),
          Spelling.of("unevaluatedItems").since(DRAFT_2019_09));

  /** The schema of all items. */
  static final Keyword<Shape> EACH_ITEM;

  static final Keyword<BigDecimal> MAX_CONTAINS =
      add(
          Kind.ARRAY,
          "maxContains",
          Form.COUNT,
          Scalars.upperLimit(JsonRule.MAX_CONTAINS_ADDED, JsonRule.MAX_CONTAINS_DECREASED),
          Spelling.of("maxContains")
              .when(JsonNode::isNumber)
              .beside("contains")
              .since(DRAFT_2019_09));
  static final Keyword<BigDecimal> MIN_CONTAINS =
      add(
          Kind.ARRAY,
          "minContains",
          Form.MIN_CONTAINS,
          Scalars.lowerLimit(JsonRule.MIN_CONTAINS_ADDED, JsonRule.MIN_CONTAINS_INCREASED),
          Spelling.of("contains").since(DRAFT_2019_09));

  static {
    add(Kind.ANY, "id", Form.TEXT, Scalars.ignored(), Spelling.of("id").before(DRAFT_6));
    add(
        Kind.ANY,
        "$id",
        Form.TEXT,
        Scalars.ignored(),
        Spelling.of("$id").since(DRAFT_6).before(DRAFT_2019_09));
    ignored(Kind.ANY, "$dynamicRef", Form.UNSUPPORTED, DRAFT_2019_09);
    ignored(Kind.ANY, "$dynamicAnchor", Form.ANCHOR, DRAFT_2019_09);
    add(
        Kind.ANY,
        "$anchor",
        Form.ANCHOR,
        Scalars.ignored(),
        Spelling.of("$anchor").when(JsonNode::isTextual).since(DRAFT_2019_09));
    add(Kind.ANY, "title", Form.TEXT, Scalars.ignored());
    add(Kind.ANY, "description", Form.TEXT, Scalars.ignored());
    ignored(Kind.ANY, "readOnly", Form.FLAG, DRAFT_7);
    ignored(Kind.ANY, "writeOnly", Form.FLAG, DRAFT_7);
    ignored(Kind.ANY, "deprecated", Form.FLAG, DRAFT_2019_09);
    ignored(Kind.ANY, "format", Form.TEXT, DRAFT_2019_09);
    ignored(Kind.ANY, "$defs", Form.DEFINITIONS, DRAFT_2019_09);

    atMost(Kind.STRING, "maxLength", JsonRule.MAX_LENGTH_ADDED, JsonRule.MAX_LENGTH_DECREASED);
    atLeast(Kind.STRING, "minLength", JsonRule.MIN_LENGTH_ADDED, JsonRule.MIN_LENGTH_INCREASED);
    add(Kind.STRING, "pattern", Form.REGEX, Scalars.pattern());
    add(
        Kind.STRING,
        "format",
        Form.TEXT,
        Scalars.ignored(),
        Spelling.of("format").before(DRAFT_2019_09));

    add(
        Kind.NUMBER,
        "maximum",
        Form.NUMBER,
        Scalars.upperLimit(JsonRule.MAXIMUM_ADDED, JsonRule.MAXIMUM_DECREASED));
    add(
        Kind.NUMBER,
        "minimum",
        Form.NUMBER,
        Scalars.lowerLimit(JsonRule.MINIMUM_ADDED, JsonRule.MINIMUM_INCREASED));
    add(
        Kind.NUMBER,
        "exclusiveMaximum",
        Form.NUMBER,
        Scalars.upperLimit(JsonRule.EXCLUSIVE_MAXIMUM_ADDED, JsonRule.EXCLUSIVE_MAXIMUM_DECREASED),
        Spelling.of("exclusiveMaximum").since(DRAFT_6));
    add(
        Kind.NUMBER,
        "exclusiveMinimum",
        Form.NUMBER,
        Scalars.lowerLimit(JsonRule.EXCLUSIVE_MINIMUM_ADDED, JsonRule.EXCLUSIVE_MINIMUM_INCREASED),
        Spelling.of("exclusiveMinimum").since(DRAFT_6));
    // In draft 4 they are flags of the limits, which the reference does not compare.
    add(
        Kind.NUMBER,
        "exclusiveMaximum",
        Form.FLAG,
        Scalars.ignored(),
        Spelling.of("exclusiveMaximum").before(DRAFT_6));
    add(
        Kind.NUMBER,
        "exclusiveMinimum",
        Form.FLAG,
        Scalars.ignored(),
        Spelling.of("exclusiveMinimum").before(DRAFT_6));
    add(Kind.NUMBER, "multipleOf", Form.DIVISOR, Scalars.divisor());

    add(
        Kind.OBJECT,
        "dependencies",
        Form.DEPENDENT_NAMES,
        Properties.dependentNames(),
        Spelling.of("dependencies")
            .before(DRAFT_2019_09)
            .or(Spelling.of("dependentRequired").since(DRAFT_2019_09)));
    add(
        Kind.OBJECT,
        "dependencies",
        Form.DEPENDENT_SCHEMAS,
        Properties.dependentSchemas(),
        Spelling.of("dependencies")
            .before(DRAFT_2019_09)
            .or(Spelling.of("dependentSchemas").since(DRAFT_2019_09)));
    atMost(
        Kind.OBJECT,
        "maxProperties",
        JsonRule.MAX_PROPERTIES_ADDED,
        JsonRule.MAX_PROPERTIES_DECREASED);
    atLeast(
        Kind.OBJECT,
        "minProperties",
        JsonRule.MIN_PROPERTIES_ADDED,
        JsonRule.MIN_PROPERTIES_INCREASED);
    ignored(Kind.OBJECT, "propertyNames", Form.SCHEMA, DRAFT_6);

    EACH_ITEM =
        add(
            Kind.ARRAY,
            "items",
            Form.EACH_ITEM,
            Items.each(),
            Spelling.of("items")
                .when(items -> !items.isArray())
                .before(DRAFT_2019_09)
                .or(
                    Spelling.of("items")
                        .where(schema -> !hasPrefix(schema))
                        .when(items -> !items.isBoolean())
                        .since(DRAFT_2019_09)));
    add(
        Kind.ARRAY,
        "items",
        Form.SCHEMAS,
        Items.tuple(),
        Spelling.of("items")
            .when(JsonNode::isArray)
            .before(DRAFT_2019_09)
            .or(Spelling.of("prefixItems").since(DRAFT_2019_09)));
    atMost(Kind.ARRAY, "maxItems", JsonRule.MAX_ITEMS_ADDED, JsonRule.MAX_ITEMS_DECREASED);
    atLeast(Kind.ARRAY, "minItems", JsonRule.MIN_ITEMS_ADDED, JsonRule.MIN_ITEMS_INCREASED);
    add(Kind.ARRAY, "uniqueItems", Form.FLAG, Scalars.demand(JsonRule.UNIQUE_ITEMS_ADDED));
    ignored(Kind.ARRAY, "contains", Form.SCHEMA, DRAFT_6);
    add(Kind.ENUM, "enum", Form.VALUES, Scalars.values());
    add(Kind.CONST, "const", Form.VALUE, Scalars.value(), Spelling.of("const").since(DRAFT_6));
    add(Kind.NOT, "not", Form.SCHEMA, Scalars.negation());
    for (String keyword : List.of("if", "then", "else")) {
      add(
          Kind.CONDITIONAL,
          keyword,
          Form.SCHEMA,
          Scalars.ignored(),
          Spelling.of(keyword)
              .since(DRAFT_7)
              .before(DRAFT_2019_09)
              .or(Spelling.of(keyword).beside("if").since(DRAFT_2019_09)));
    }
  }

  private Keywords() {}

  /** The keywords of a kind, in the order in which they are compared. */
  static List<Keyword<?>> of(Kind kind) {
    return BY_KIND.getOrDefault(kind, List.of());
  }

  /**
   * In the newer drafts, an empty object of schemas says nothing, not even that it is of objects.
   */
  private static Spelling filled(String name) {
    Spelling spelling = Spelling.of(name);
    return spelling
        .before(DRAFT_2019_09)
        .or(spelling.when(value -> !value.isObject() || !value.isEmpty()).since(DRAFT_2019_09));
  }

  /** Whether there are schemas for the first items. */
  private static boolean hasPrefix(JsonNode schema) {
    JsonNode prefix = schema.path("prefixItems");
    return !prefix.isMissingNode() && !(prefix.isArray() && prefix.isEmpty());
  }

  /** Beside one schema for all items, a boolean for further ones says nothing. */
  private static boolean leavesItems(JsonNode schema) {
    JsonNode items = schema.path("items");
    return items.isMissingNode() || items.isArray() || !schema.path("additionalItems").isBoolean();
  }

  /** One that is read and never compared. */
  private static void ignored(Kind kind, String name, Form<?> form, Dialect first) {
    add(kind, name, form, Scalars.ignored(), Spelling.of(name).since(first));
  }

  private static void atMost(Kind kind, String name, JsonRule added, JsonRule decreased) {
    add(kind, name, Form.COUNT, Scalars.upperLimit(added, decreased));
  }

  private static void atLeast(Kind kind, String name, JsonRule added, JsonRule increased) {
    add(kind, name, Form.COUNT, Scalars.lowerLimit(added, increased));
  }

  private static <T> Keyword<T> add(
      Kind kind, String name, Form<T> form, Comparison<T> comparison) {
    return add(kind, name, form, comparison, Spelling.of(name));
  }

  private static <T> Keyword<T> add(
      Kind kind, String name, Form<T> form, Comparison<T> comparison, Spelling spelling) {
    Keyword<T> keyword = new Keyword<>(name, spelling, form, comparison);
    BY_KIND.computeIfAbsent(kind, key -> new ArrayList<>()).add(keyword);
    return keyword;
  }
}
