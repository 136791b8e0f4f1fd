package dev.stele.schema.protobuf;

import static dev.stele.schema.protobuf.FileSets.imported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.Incompatibility;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that are made to take long to compare: an answer comes all the same, and soon. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class HostileFilesTest {
  private static String all(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining("\n"));
  }

  /** A file that uses the first of some messages of another file, of a version. */
  private static FileSet using(int version, String messages) {
    return FileSets.of("message M { A0 f = 1; }", imported("a.proto", version, messages));
  }

  private static void assertGivenUp(List<Incompatibility> found, String why) {
    assertThat(found)
        .extracting(Incompatibility::rule)
        .containsExactly(ProtobufRule.LIMIT_EXCEEDED);
    assertThat(found.get(0).detail()).contains(why);
  }

  @Test
  void incompatibilities_chainOfImportedMessages_givenUp() {
    String chain = all(1_000, i -> "message A%d { A%d next = 1; }".formatted(i, i + 1));
    chain += "message A1000 {}";
    assertGivenUp(
        Comparison.incompatibilities(using(2, chain), using(1, chain)),
        "messages nested more than");
  }

  @Test
  void incompatibilities_ringsOfDifferentLengths_givenUp() {
    IntFunction<String> ring =
        length -> all(length, i -> "message A%d { A%d n = 1; }".formatted(i, (i + 1) % length));
    assertThat(Comparison.incompatibilities(using(2, ring.apply(150)), using(1, ring.apply(150))))
        .isEmpty();
    assertGivenUp(
        Comparison.incompatibilities(using(2, ring.apply(900)), using(1, ring.apply(900))),
        "messages nested more than");
  }

  @Test
  void incompatibilities_messagesUsedTwiceEach_comparedOnce() {
    String lattice =
        all(100, i -> "message A%d { A%d l = 1; A%d r = 2; }".formatted(i, i + 1, i + 1));
    String reader = lattice + "message A100 { int32 v = 1; }";
    assertThat(Comparison.incompatibilities(using(2, reader), using(1, reader))).isEmpty();
    assertGivenUp(
        Comparison.incompatibilities(
            using(2, reader), using(1, lattice + "message A100 { string v = 1; }")),
        "characters of differences");
  }

  @Test
  void incompatibilities_everyMessageUsesEveryOther_eachPairComparedOnce() {
    String clique =
        all(
            60,
            i -> "message A%d {%s}".formatted(i, all(60, k -> "A%d f%d = %d;".formatted(k, k, k))));
    assertThat(Comparison.incompatibilities(using(2, clique), using(1, clique))).isEmpty();
  }

  @Test
  void incompatibilities_deepNesting_givenUp() {
    int depth = 500;
    String nested = all(depth, i -> "message N {") + all(depth, i -> "}");
    FileSet file = FileSets.of(nested);
    assertGivenUp(Comparison.incompatibilities(file, file), "packages and types in a name");
  }

  @Test
  void incompatibilities_deepPackage_givenUp() {
    FileSet file = FileSets.of("package " + "a.".repeat(50_000) + "b; message M {}");
    assertGivenUp(Comparison.incompatibilities(file, file), "packages and types in a name");
  }

  @Test
  void incompatibilities_longNamesInDeepScopes_inTime() {
    String longName = "a.".repeat(49) + "X";
    FileSet file =
        FileSets.of(
            "package "
                + "a.".repeat(47)
                + "a; message M {"
                + all(10_000, i -> "map<int32, %s> f%d = %d;".formatted(longName, i, i + 1))
                + "}");
    assertThat(Comparison.incompatibilities(file, file)).isEmpty();
  }

  @Test
  void incompatibilities_manyFields_inTime() {
    FileSet reader =
        FileSets.of("message M {" + all(10_000, i -> "M f%d = %d;".formatted(i, i + 1)) + "}");
    FileSet writer =
        FileSets.of("message M {" + all(10_000, i -> "int32 f%d = %d;".formatted(i, i + 1)) + "}");
    assertThat(Comparison.incompatibilities(reader, reader)).isEmpty();
    assertThat(Comparison.incompatibilities(reader, writer)).hasSize(10_000);
  }

  @Test
  void incompatibilities_manyOneofs_inTime() {
    IntFunction<String> oneofs =
        offset -> {
          String parts =
              all(10_000, i -> "oneof o%d { int32 f%d = %d; }".formatted(i, i, i + 1 + offset));
          return "message M {" + parts + "}";
        };
    FileSet reader = FileSets.of(oneofs.apply(0));
    assertThat(Comparison.incompatibilities(reader, reader)).isEmpty();
    assertThat(Comparison.incompatibilities(reader, FileSets.of(oneofs.apply(10_000))))
        .hasSize(10_000);
  }

  @Test
  void incompatibilities_longNamesSpelledOutOften_givenUp() {
    String name = "N".repeat(50_000);
    String fields = all(1_000, i -> "required int32 f%d = %d;".formatted(i, i + 1));
    String message = "syntax = 'proto2'; message %s { %s }";
    assertGivenUp(
        Comparison.incompatibilities(
            FileSets.of(message.formatted(name, "")), FileSets.of(message.formatted(name, fields))),
        "characters of differences");
  }

  @Test
  void incompatibilities_everyPairOfManyPackages_givenUp() {
    int packages = 110;
    String fields = all(packages, i -> "int32 f%d = %d;".formatted(i, i + 1));
    String message = "package p%d; message A { " + fields + " }";
    IntFunction<FileSet.Imported[]> imports =
        version ->
            IntStream.range(0, packages)
                .mapToObj(i -> imported(i + ".proto", version, message.formatted(i)))
                .toArray(FileSet.Imported[]::new);
    String field = "p%d.A f%d = %d;";
    String rows = all(packages * packages, i -> field.formatted(i / packages, i, i + 1));
    String columns = all(packages * packages, i -> field.formatted(i % packages, i, i + 1));
    assertGivenUp(
        Comparison.incompatibilities(
            FileSets.of("message M { " + rows + " }", imports.apply(1)),
            FileSets.of("message M { " + columns + " }", imports.apply(2))),
        "messages and fields to compare");
  }
}
