package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.InvalidSchemaException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts made to exhaust stack, memory or time: each ends soon, with a schema or a clear refusal.
 */
final class HostileTextTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int STACK_BYTES = 512 * 1024;
  private static final String ACCEPTED = "accepted";

  static Stream<Arguments> nestings() {
    String map = "message M { map<string, ";
    return Stream.of(
        arguments("50 messages", all(50, "message M%d {"::formatted) + "}".repeat(50), ACCEPTED),
        arguments("51 messages", "message M {".repeat(51) + "}".repeat(51), "types in a name"),
        arguments("many messages", "message M {".repeat(100_000), "Nested more than 100 deep"),
        arguments("messages in many packages", manyPackages(), "packages and types in a name"),
        arguments("99 maps in options", nestedOption(99), ACCEPTED),
        arguments("many maps in options", nestedOption(300_000), "Nested more than 100 deep"),
        arguments("many lists", "option (a) = " + "[".repeat(900_000), "Nested more than"),
        arguments("99 map types", map + mapType(98) + " a = 1; }", ACCEPTED),
        arguments("many map types", map + mapType(90_000), "Nested more than 100 deep"),
        arguments("100 parts", "option (a)" + ".b".repeat(100) + " = 1;", ACCEPTED),
        arguments("many parts", "option (a)" + " .b".repeat(500_000) + " = 1;", "100 parts"),
        arguments("brackets behind a comment", "/*\"*/" + "message M {".repeat(101), "Nested more"),
        arguments(
            "brackets behind a quote", "option a = '\\\\';" + "m{".repeat(101), "Nested more"),
        arguments("brackets in a comment", "// " + "{".repeat(200) + "\nmessage M {}", ACCEPTED),
        arguments("brackets in a string", "option a = '" + "{".repeat(200) + "';", ACCEPTED));
  }

  static Stream<Arguments> masses() {
    String message = "message M { %s }";
    return Stream.of(
        arguments("10,000 fields", fields(10_000, " [deprecated = true, (a).b = 1];"), ACCEPTED),
        arguments("60,000 fields", fields(60_000, ";"), ACCEPTED),
        arguments("too many characters", " ".repeat(2_000_001), "Too large: 2000001 characters"),
        arguments("10,000 messages", all(10_000, "message M%d {} "::formatted), ACCEPTED),
        arguments("more messages", all(10_001, "message M%d {} "::formatted), "More than 10000"),
        arguments(
            "nested messages",
            message.formatted(all(80_000, "message M%d {} "::formatted)),
            ACCEPTED),
        arguments("imports", all(80_000, "import \"a%d\";"::formatted), ACCEPTED),
        arguments("options of one name", "option (a).b = 1;".repeat(80_000), ACCEPTED),
        arguments(
            "options of one message", all(80_000, "option (a).b%d = 1;"::formatted), ACCEPTED),
        arguments("1,000 values", all(1_000, knownOption("tags = '%d'")), ACCEPTED),
        arguments("more values", all(1_001, knownOption("tags = ['%d']")), "1000 values"),
        arguments("members of a known option", all(40_000, knownOption("t%d = 1")), ACCEPTED),
        arguments(
            "values of one hash",
            message.formatted(all(16_384, HostileTextTest::valueOfSameHash)),
            ACCEPTED),
        arguments(
            "reserved", message.formatted("reserved 1" + ", 1".repeat(500_000) + ";"), ACCEPTED),
        arguments("comments in lines", "//\n".repeat(600_000) + "message M {}", ACCEPTED),
        arguments("comments in a line", "/**/".repeat(400_000), "More than 100 comments"),
        arguments("long comment", "/*" + "\n * x".repeat(300_000) + "*/ message M {}", ACCEPTED),
        arguments("strings in a row", "option a = " + "\"a\"".repeat(500_000) + ";", ACCEPTED),
        arguments("escapes", "option a = '" + "\\001".repeat(400_000) + "';", ACCEPTED),
        arguments("long number", defaulted("9".repeat(1_000_000)), ACCEPTED),
        arguments("long exponent", defaulted("1e999999999"), ACCEPTED),
        arguments("names looked up far", farNames(), ACCEPTED),
        arguments(
            "a descriptor", Base64.getEncoder().encodeToString(new byte[1_000_000]), "Could not"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"nestings", "masses"})
  void parse_hostileText_endsSoon(String name, String text, String expected) {
    assertThat(soon(text)).contains(expected);
  }

  /** All that can be done with a text; only the exception of the interface may stop it. */
  private static String outcome(String text) {
    try {
      ProtobufSchema schema = ProtobufSources.parse(text);
      ProtobufSchema normalized = schema.normalized();
      assertThat(normalized.normalized().equivalent(normalized)).isTrue();
      schema.incompatibilities(normalized, CompatibilityPolicy.STRICT);
      assertThat(schema.text("serialized")).isNotEmpty();
      assertThat(schema.text("ignore_extensions")).isNotNull();
      return ACCEPTED;
    } catch (InvalidSchemaException e) {
      return e.getMessage();
    }
  }

  /** Runs work on a thread with half of the usual stack. */
  private static String soon(String text) {
    FutureTask<String> task = new FutureTask<>(() -> outcome(text));
    Thread thread = new Thread(null, task, "hostile", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static String all(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }

  private static IntFunction<String> knownOption(String value) {
    return ("option (confluent.file_meta)." + value + ";")::formatted;
  }

  /** A value of a known option; those of all numbers below 16,384 have the same hash. */
  private static String valueOfSameHash(int number) {
    String bits = Integer.toBinaryString(number | 1 << 14).substring(1);
    String text = bits.replace("0", "Aa").replace("1", "BB");
    return "option (confluent.message_meta).p" + number / 1_000 + " = {a: '" + text + "'};";
  }

  private static String fields(int count, String end) {
    String fields = all(count, i -> "optional M f" + i + " = " + i + end);
    return "message M {" + fields + "}";
  }

  private static String manyPackages() {
    return "package a" + ".a".repeat(30) + ";" + "message M {".repeat(30) + "}".repeat(30);
  }

  private static String nestedOption(int depth) {
    return "option (a) = " + "{a: ".repeat(depth) + "1" + "}".repeat(depth) + ";";
  }

  private static String mapType(int depth) {
    return "map<string, ".repeat(depth) + "int32" + ">".repeat(depth + 1);
  }

  private static String defaulted(String value) {
    return "message M { optional double a = 1 [default = " + value + "]; }";
  }

  /** Fields deep inside, of types that are found only after a long way up. */
  private static String farNames() {
    String type = "A" + ".A".repeat(40);
    String fields = all(10_000, i -> "optional " + type + " f" + i + " = " + i + ";");
    return "message A {".repeat(49) + fields + "}".repeat(49);
  }
}
