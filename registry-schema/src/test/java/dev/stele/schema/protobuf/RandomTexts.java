package dev.stele.schema.protobuf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Texts by chance, with everything that Protobuf has, in all orders. Each seed gives the same text
 * on every run.
 */
final class RandomTexts {
  private static final List<String> SCALARS =
      List.of("int32", "sint64", "fixed32", "double", "bool", "string");
  private static final List<String> NAMES = List.of("A", "B", "C", "A.A", "p.A.A", "p.A", ".p.B");
  private static final List<String> VALUES =
      List.of(
          "1",
          "-0x2f",
          "1.50e1",
          "inf",
          "true",
          "SOME",
          "\"x\\\"y\"",
          "'it\\'s'",
          "[]",
          "[1]",
          "{}",
          "[A, \"b\", {c: 1}]",
          "{z: 1, a {b: [1, 2]} [x.y]: 'q'}");

  private final Random random;
  private final boolean proto3;
  private int names;
  private int numbers;

  RandomTexts(long seed) {
    this.random = new Random(seed);
    this.proto3 = random.nextBoolean();
  }

  String file() {
    List<String> parts = new ArrayList<>(List.of("package p;", message("A", 2), message("B", 1)));
    parts.add("message C {}");
    some(parts, () -> "import " + any("", "public ", "weak ") + "\"" + name("i") + ".proto\";");
    some(parts, this::option);
    some(parts, () -> message(name("M"), 0));
    some(parts, this::enumeration);
    some(parts, this::extend);
    some(parts, this::service);
    return (proto3 ? "syntax = \"proto3\";" : any("", "syntax = 'proto2';")) + shuffled(parts);
  }

  private String message(String name, int depth) {
    List<String> parts = new ArrayList<>();
    some(parts, () -> field(any("optional", proto3 ? "" : "required", "repeated")));
    some(parts, () -> "map<string, " + type() + "> " + name("f") + number() + ";");
    some(parts, this::option);
    some(parts, () -> "oneof " + name("o") + " {" + field("") + repeated(() -> field("")) + "}");
    some(parts, () -> "reserved " + any("5", "7 to 9, 3", "12 to max", "\"r\", 's'") + ";");
    if (!proto3) {
      some(parts, this::group);
      some(parts, () -> "extensions " + any("100", "200 to 300, 150", "900 to max") + options());
    }
    if (depth > 0) {
      parts.add(message("A", depth - 1));
      some(parts, () -> message(name("N"), depth - 1));
      some(parts, this::enumeration);
      some(parts, this::extend);
    }
    return "message " + name + " {" + shuffled(parts) + "}";
  }

  /** In syntax 2 a field outside of oneofs has a label. */
  private String field(String label) {
    return label + " " + type() + " " + name("f") + number() + options();
  }

  private String group() {
    return "optional group "
        + name("G")
        + number()
        + " {"
        + repeated(() -> field("optional"))
        + "}";
  }

  private String enumeration() {
    return "enum "
        + name("E")
        + " {"
        + repeated(() -> name("V") + number() + options())
        + any("", "reserved 900 to 901, -3;", "option allow_alias = true;")
        + "}";
  }

  private String extend() {
    return "extend " + any(NAMES) + " {" + repeated(() -> field("optional")) + "}";
  }

  private String service() {
    return "service "
        + name("S")
        + " {"
        + repeated(
            () -> "rpc " + name("R") + "(" + any(NAMES) + ") returns (stream " + any(NAMES) + ");")
        + any("", "rpc X(A) returns (B) { option idempotency_level = IDEMPOTENT; " + option() + "}")
        + "}";
  }

  private String option() {
    return "option " + any("deprecated = true", optionName() + " = " + any(VALUES)) + ";";
  }

  private String options() {
    return any(
        ";",
        " [deprecated = true];",
        " [" + optionName() + " = " + any(VALUES) + "];",
        " [(a).b = 1, json_name = \"" + name("j") + "\", (a).c = 2, a = X];");
  }

  private String optionName() {
    return any("(a)", "(a).b", "(a).b.(c.d)", "a", "(b)", "x.y");
  }

  private String type() {
    return random.nextBoolean() ? any(SCALARS) : any(NAMES);
  }

  private String name(String prefix) {
    return prefix + names++;
  }

  private String number() {
    numbers++;
    return " = " + (1 + (numbers * 37) % 101);
  }

  private void some(List<String> parts, Supplier<String> part) {
    for (int i = random.nextInt(3); i > 0; i--) {
      parts.add(part.get());
    }
  }

  private String repeated(Supplier<String> part) {
    List<String> parts = new ArrayList<>();
    some(parts, part);
    return String.join(any(" ", "\n// comment\n"), parts);
  }

  private String shuffled(List<String> parts) {
    Collections.shuffle(parts, random);
    return String.join(any(" ", "\n"), parts);
  }

  private String any(String... choices) {
    return any(List.of(choices));
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
