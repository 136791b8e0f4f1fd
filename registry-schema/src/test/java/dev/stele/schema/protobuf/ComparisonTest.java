package dev.stele.schema.protobuf;

import static dev.stele.schema.protobuf.FileSets.imported;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which types a name means, and how those of other files are compared. */
final class ComparisonTest {
  private static final String STRINGS = "message N { string v = 1; }";

  private static List<String> found(FileSet reader, FileSet writer) {
    return Comparison.incompatibilities(reader, writer).stream()
        .map(found -> found.rule().name() + " " + found.writer().path())
        .toList();
  }

  private static List<String> found(String reader, String writer) {
    return found(FileSets.of(reader), FileSets.of(writer));
  }

  @Test
  void incompatibilities_sameTypeWrittenDifferently_none() {
    String file = "package p.q; message M { %s f = 1; message In {} } ";
    for (String name : List.of("M.In", "p.q.M.In", "q.M.In", ".p.q.M.In")) {
      assertThat(found(file.formatted(name), file.formatted("In"))).as(name).isEmpty();
    }
  }

  @Test
  void incompatibilities_innerTypeHidesOuter_namedTypeChanged() {
    String outer = "message M { N f = 1; } message N {}";
    String inner = "message M { N f = 1; message N {} } message N {}";
    assertThat(found(inner, outer)).containsExactly("FIELD_NAMED_TYPE_CHANGED #/M/1");
  }

  @Test
  void incompatibilities_leadingDot_passesOverInnerTypes() {
    String outer = "message M { N f = 1; } message N {}";
    String inner = "message M { .N f = 1; message N {} } message N {}";
    assertThat(found(inner, outer)).isEmpty();
  }

  @Test
  void incompatibilities_enumOfAnotherFile_isScalar() {
    FileSet.Imported enums = imported("e.proto", 1, "package e; enum E { A = 0; }");
    FileSet enumField = FileSets.of("import 'e.proto'; message M { e.E f = 1; }", enums);
    FileSet numberField = FileSets.of("message M { int32 f = 1; }");
    assertThat(found(enumField, numberField)).isEmpty();
    assertThat(found(numberField, enumField)).isEmpty();
  }

  @Test
  void incompatibilities_fileNotImported_isKnownAllTheSame() {
    String text = "message M { n.N f = 1; }";
    FileSet reader = FileSets.of(text, imported("n.proto", 1, "package n;" + STRINGS));
    FileSet writer = FileSets.of(text, imported("n.proto", 2, "package n; message N {}"));
    assertThat(found(reader, writer)).isEmpty();
  }

  @Test
  void incompatibilities_ownTypeOfFullNameOfImported_hidesIt() {
    FileSet.Imported numbers = imported("n.proto", 1, "message N { int32 v = 1; }");
    String text = "message M { N f = 1; } " + STRINGS;
    assertThat(found(FileSets.of(text, numbers), FileSets.of(text))).isEmpty();
  }

  @Test
  void incompatibilities_importedTypeChanged_innerFindingsForEachField() {
    String text = "message M { n.N f = 1; repeated n.N g = 2; map<string, n.N> h = 3; }";
    FileSet reader =
        FileSets.of(text, imported("n.proto", 2, "package n; message N { int32 v = 1; }"));
    FileSet writer = FileSets.of(text, imported("n.proto", 1, "package n;" + STRINGS));
    assertThat(found(reader, writer))
        .containsExactly(
            "FIELD_SCALAR_KIND_CHANGED #/N/1",
            "FIELD_NAMED_TYPE_CHANGED #/M/1",
            "FIELD_SCALAR_KIND_CHANGED #/N/1",
            "FIELD_NAMED_TYPE_CHANGED #/M/2",
            "FIELD_SCALAR_KIND_CHANGED #/N/1",
            "FIELD_NAMED_TYPE_CHANGED #/M/3");
  }

  @Test
  void incompatibilities_importedFileOfSameVersion_notCompared() {
    String text = "message M { N f = 1; }";
    FileSet reader = FileSets.of(text, imported("n.proto", 1, "message N { int32 v = 1; }"));
    FileSet writer = FileSets.of(text, imported("n.proto", 1, STRINGS));
    assertThat(found(reader, writer)).isEmpty();
  }

  @Test
  void incompatibilities_typeOfFileThatAnImportedOneNeeds_compared() {
    String text = "message M { A f = 1; }";
    String between = "message A { N n = 1; }";
    FileSet reader =
        FileSets.of(
            text,
            imported("n.proto", 2, "message N { int32 v = 1; }"),
            imported("a.proto", 2, between));
    FileSet writer =
        FileSets.of(text, imported("n.proto", 1, STRINGS), imported("a.proto", 1, between));
    assertThat(found(reader, writer))
        .containsExactly(
            "FIELD_SCALAR_KIND_CHANGED #/N/1",
            "FIELD_NAMED_TYPE_CHANGED #/A/1",
            "FIELD_NAMED_TYPE_CHANGED #/M/1");
  }

  @Test
  void incompatibilities_typeMovedToAnImportedFile_comparedAndMissing() {
    FileSet own = FileSets.of("message M { N f = 1; } " + STRINGS);
    FileSet same =
        FileSets.of("message M { n.N f = 1; }", imported("n", 1, "package n;" + STRINGS));
    FileSet other =
        FileSets.of(
            "message M { n.N f = 1; }", imported("n", 1, "package n; message N {bool v=1;}"));
    assertThat(found(same, own)).containsExactly("MESSAGE_REMOVED #/N");
    assertThat(found(own, same)).isEmpty();
    assertThat(found(own, other))
        .containsExactly("FIELD_SCALAR_KIND_CHANGED #/N/1", "FIELD_NAMED_TYPE_CHANGED #/M/1");
  }

  @Test
  void incompatibilities_ownTypeOfNameOfWellKnown_compared() {
    String known =
        "import 'google/protobuf/timestamp.proto'; message M { google.protobuf.Timestamp f = 1; }";
    String own = "message M { Timestamp f = 1; } message Timestamp { string seconds = 1; }";
    assertThat(found(own, known))
        .containsExactly(
            "FIELD_SCALAR_KIND_CHANGED #/Timestamp/1", "FIELD_NAMED_TYPE_CHANGED #/M/1");
  }

  @Test
  void incompatibilities_wellKnownTypeWithoutImport_isKnown() {
    String text = "%s message M { %s f = 1; }";
    String imported =
        text.formatted("import 'google/type/dayofweek.proto';", "google.type.DayOfWeek");
    assertThat(found(text.formatted("", "google.type.DayOfWeek"), imported)).isEmpty();
    assertThat(found(text.formatted("package google;", "type.DayOfWeek"), imported))
        .containsExactly("PACKAGE_CHANGED #/");
    assertThat(found(text.formatted("", "int32"), imported)).isEmpty();
  }

  @Test
  void incompatibilities_fileThatHidesAWellKnownOne_compared() {
    String text = "message M { google.protobuf.Duration f = 1; google.protobuf.Any a = 2; }";
    String hiding = "package google.protobuf; message Duration { string s = 1; }";
    FileSet reader = FileSets.of(text, imported("google/protobuf/duration.proto", 1, hiding));
    assertThat(found(reader, FileSets.of(text)))
        .containsExactly(
            "FIELD_SCALAR_KIND_CHANGED #/Duration/1", "FIELD_NAMED_TYPE_CHANGED #/M/1");
  }

  @Test
  void incompatibilities_importedTypesThatNeedEachOther_comparedOnce() {
    String types = "message A { B b = 1; %s v = 2; } message B { A a = 1; }";
    String text = "message M { A f = 1; }";
    FileSet reader = FileSets.of(text, imported("a.proto", 2, types.formatted("int32")));
    FileSet writer = FileSets.of(text, imported("a.proto", 1, types.formatted("string")));
    FileSet alike = FileSets.of(text, imported("a.proto", 3, types.formatted("int64")));
    assertThat(found(reader, writer))
        .containsExactly("FIELD_SCALAR_KIND_CHANGED #/A/2", "FIELD_NAMED_TYPE_CHANGED #/M/1");
    assertThat(found(reader, alike)).isEmpty();
  }

  @Test
  void incompatibilities_valueOfMapThatIsDeclaredNowhere_isKnownByName() {
    String declared = "message M { map<int32, N> f = 1; } message N {}";
    String missing = "message M { map<int32, %s> f = 1; }";
    assertThat(found(missing.formatted("N"), declared)).containsExactly("MESSAGE_REMOVED #/N");
    assertThat(found(missing.formatted("Other"), declared))
        .containsExactly("FIELD_NAMED_TYPE_CHANGED #/M/1", "MESSAGE_REMOVED #/N");
  }

  @Test
  void incompatibilities_typeDeclaredOnOneSideOnly_isKnownAsItIsWritten() {
    String declared = "package p; message M { map<int32, %s> f = 1; message N {} }";
    String missing = "package p; message M { map<int32, M.N> f = 1; }";
    assertThat(found(missing, declared.formatted("M.N"))).containsExactly("MESSAGE_REMOVED #/M/N");
    assertThat(found(missing, declared.formatted("N")))
        .containsExactly("FIELD_NAMED_TYPE_CHANGED #/M/1", "MESSAGE_REMOVED #/M/N");
  }

  @Test
  void incompatibilities_mapInMap_comparedAsMap() {
    String maps = "message M { map<int32, map<int32, %s>> f = 1; }";
    String text = maps.formatted("string");
    assertThat(found(maps.formatted("bytes"), text)).isEmpty();
    assertThat(found(maps.formatted("bool"), text))
        .containsExactly("FIELD_SCALAR_KIND_CHANGED #/M/1");
    assertThat(found("message M { map<int32, M> f = 1; }", text))
        .containsExactly("FIELD_KIND_CHANGED #/M/1");
  }

  @Test
  void incompatibilities_mapsSpelledOutOnBothSides_comparedAsMessagesToo() {
    String entries =
        "message M { repeated FEntry f = 1; message FEntry { option map_entry = true;"
            + " string key = 1; %s value = 2; } }";
    assertThat(found(entries.formatted("int32"), entries.formatted("string")))
        .containsExactly(
            "FIELD_SCALAR_KIND_CHANGED #/M/1", "FIELD_SCALAR_KIND_CHANGED #/M/FEntry/2");
  }

  @Test
  void incompatibilities_mapSpelledOut_isAMap() {
    String map = "message M { map<string, int32> f = 1; }";
    String entries =
        "message M { repeated FEntry f = 1; message FEntry { option map_entry = %s;"
            + " string key = 1; int32 value = 2; } }";
    assertThat(found(map, entries.formatted("true"))).isEmpty();
    assertThat(found(map, entries.formatted("false")))
        .containsExactly("FIELD_KIND_CHANGED #/M/1", "MESSAGE_REMOVED #/M/FEntry");
  }

  @Test
  void incompatibilities_entryOfItself_isReadOnce() {
    String entries =
        "message M { repeated E f = 1; message E { option map_entry = true;"
            + " string key = 1; E value = 2; } }";
    assertThat(found(entries, entries)).isEmpty();
  }

  @Test
  void incompatibilities_enumInPlaceOfMessage_messageRemoved() {
    assertThat(found("enum N { A = 0; }", "message N {}")).containsExactly("MESSAGE_REMOVED #/N");
  }

  @Test
  void incompatibilities_label_countsIfWrittenOnBothSidesOfNumbers() {
    String field = "message M { %s f = 1; }";
    assertThat(found(field.formatted("repeated int32"), field.formatted("int32"))).isEmpty();
    assertThat(found(field.formatted("repeated string"), field.formatted("optional string")))
        .isEmpty();
    assertThat(found(field.formatted("repeated int32"), field.formatted("optional bool")))
        .containsExactly("FIELD_NUMERIC_LABEL_CHANGED #/M/1");
    assertThat(found(field.formatted("repeated int32"), field.formatted("optional float")))
        .containsExactly("FIELD_SCALAR_KIND_CHANGED #/M/1");
  }

  @Test
  void incompatibilities_extensionsGroupsServicesAndEnums_notCompared() {
    String before =
        "syntax = 'proto2'; message M { extensions 9 to 99; required group G = 1 {} } enum E { A = 0; }"
            + " extend M { optional int32 x = 10; } service S { rpc R (M) returns (M); }";
    String after = "syntax = 'proto2'; message M { optional string g = 1; }";
    assertThat(found(after, before)).isEmpty();
    assertThat(found(before, after)).isEmpty();
  }
}
