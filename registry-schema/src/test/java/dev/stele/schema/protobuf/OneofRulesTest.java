package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What may join and leave a oneof. */
final class OneofRulesTest {
  /** What is found if the message's fields become others. */
  private static List<String> found(String before, String after) {
    return Comparison.incompatibilities(
            FileSets.of("message M {" + after + "}"), FileSets.of("message M {" + before + "}"))
        .stream()
        .map(found -> found.rule().name() + " " + found.writer().path())
        .toList();
  }

  @Test
  void incompatibilities_memberAdded_none() {
    assertThat(found("oneof o { int32 a = 1; }", "oneof o { int32 a = 1; int32 b = 2; }"))
        .isEmpty();
  }

  @Test
  void incompatibilities_memberMovedOut_none() {
    assertThat(
            found("oneof o { int32 a = 1; int32 b = 2; }", "oneof o { int32 a = 1; } int32 b = 2;"))
        .isEmpty();
  }

  @Test
  void incompatibilities_memberRemoved_refused() {
    assertThat(found("oneof o { int32 a = 1; int32 b = 2; }", "oneof o { int32 a = 1; }"))
        .containsExactly("ONEOF_FIELD_REMOVED #/M/o/2");
  }

  @Test
  void incompatibilities_memberRemovedAndOthersMovedOut_refused() {
    assertThat(found("oneof o { int32 a = 1; int32 b = 2; }", "int32 a = 1;"))
        .containsExactly("ONEOF_FIELD_REMOVED #/M/o/2");
  }

  @Test
  void incompatibilities_allMembersReplaced_refused() {
    assertThat(found("oneof o { int32 a = 1; int32 b = 2; }", "oneof o { int32 c = 3; }"))
        .containsExactly("ONEOF_FIELD_REMOVED #/M/o/1", "ONEOF_FIELD_REMOVED #/M/o/2");
  }

  @Test
  void incompatibilities_oneofRemovedWithAllMembers_none() {
    assertThat(found("oneof o { int32 a = 1; int32 b = 2; }", "int32 c = 3;")).isEmpty();
  }

  @Test
  void incompatibilities_oneofRenamed_none() {
    assertThat(found("oneof o { int32 a = 1; }", "oneof p { int32 a = 1; int32 b = 2; }"))
        .isEmpty();
  }

  @Test
  void incompatibilities_oneofSplit_none() {
    assertThat(
            found(
                "oneof o { int32 a = 1; int32 b = 2; }",
                "oneof p { int32 a = 1; } oneof q { int32 b = 2; }"))
        .isEmpty();
  }

  @Test
  void incompatibilities_oneFieldMovedIntoNewOneof_none() {
    assertThat(found("int32 a = 1;", "oneof o { int32 a = 1; int32 b = 2; }")).isEmpty();
  }

  @Test
  void incompatibilities_twoFieldsMovedIntoOneof_refused() {
    assertThat(found("int32 a = 1; int32 b = 2;", "oneof o { int32 a = 1; int32 b = 2; }"))
        .containsExactly("MULTIPLE_FIELDS_MOVED_TO_ONEOF #/M/o");
  }

  @Test
  void incompatibilities_fieldMovedIntoOneofThatExisted_refused() {
    assertThat(
            found("int32 a = 1; oneof o { int32 b = 2; }", "oneof o { int32 a = 1; int32 b = 2; }"))
        .containsExactly("FIELD_MOVED_TO_EXISTING_ONEOF #/M/o");
  }

  @Test
  void incompatibilities_oneofsMerged_refused() {
    assertThat(
            found(
                "oneof o { int32 a = 1; } oneof p { int32 b = 2; }",
                "oneof o { int32 a = 1; int32 b = 2; }"))
        .containsExactly("FIELD_MOVED_TO_EXISTING_ONEOF #/M/o");
  }

  @Test
  void incompatibilities_memberMovedAndRetyped_kindChanged() {
    assertThat(found("int32 a = 1;", "oneof o { string a = 1; }"))
        .containsExactly("FIELD_SCALAR_KIND_CHANGED #/M/1");
  }

  @Test
  void incompatibilities_numbersUsedTwice_withItselfNone() {
    String fields = "int32 a = 1; oneof o { int32 b = 1; int32 c = 2; } oneof p { int32 d = 1; }";
    assertThat(found(fields, fields)).isEmpty();
  }
}
