package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.Direction;
import dev.stele.schema.Incompatibility;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the rules say to people about the only finding in a change. */
final class ProtobufRuleTest {
  private static String backward(String before, String after) {
    return said(Direction.BACKWARD, FileSets.of(after), FileSets.of(before));
  }

  private static String forward(String before, String after) {
    return said(Direction.FORWARD, FileSets.of(before), FileSets.of(after));
  }

  private static String said(Direction direction, FileSet reader, FileSet writer) {
    List<Incompatibility> found = Comparison.incompatibilities(reader, writer);
    assertThat(found).hasSize(1);
    Incompatibility only = found.get(0);
    return only.rule().sentence(only, direction)
        + " -> "
        + only.rule().fix(only, direction).orElseThrow();
  }

  @Test
  void packageChanged_saysBoth() {
    String before = "message M {}";
    String after = "package p; message M {}";
    assertThat(backward(before, after))
        .isEqualTo(
            "The new schema has 'package p' where the old one has nothing. -> Leave the "
                + "package as it was: nothing.");
    assertThat(forward(before, after))
        .isEqualTo(
            "The old schema has nothing where the new one has 'package p'. -> Leave the "
                + "package as it was: nothing.");
  }

  @Test
  void messageRemoved_saysWhich() {
    String one = "message M {}";
    String two = "message M {} message N {}";
    assertThat(backward(two, one))
        .isEqualTo(
            "The old schema has 'message N' at #/N, the new one has not. -> Keep 'message N',"
                + " deprecated if nobody shall use it any more.");
    assertThat(forward(one, two))
        .isEqualTo(
            "The new schema has 'message N' at #/N, the old one has not. -> Declare 'message "
                + "N' in a file of its own and import that.");
  }

  @Test
  void fieldChanged_saysHowItIsDeclared() {
    String before = "message M { oneof o { int32 a = 1; } } message N {}";
    String string = "message M { string b = 1; } message N {}";
    String message = "message M { repeated N b = 1; } message N {}";
    assertThat(backward(before, string))
        .isEqualTo(
            "The field at #/M/1 is 'string b = 1' in the new schema and 'int32 a = 1' in the "
                + "old one, which are written differently. -> Keep 'int32 a = 1'; give what "
                + "replaces it a number of its own.");
    assertThat(forward(before, string))
        .isEqualTo(
            "The field at #/M/o/1 is 'int32 a = 1' in the old schema and 'string b = 1' in "
                + "the new one, which are written differently. -> Keep 'int32 a = 1'; give what "
                + "replaces it a number of its own.");
    assertThat(backward(before, message))
        .isEqualTo(
            "The field at #/M/1 is 'repeated N b = 1' in the new schema and 'int32 a = 1' in "
                + "the old one; scalars, messages and maps are not read as each other. -> Keep "
                + "'int32 a = 1'; give what replaces it a number of its own.");
  }

  @Test
  void labelChanged_saysBoth() {
    String before = "message M { optional int32 a = 1; }";
    String after = "message M { repeated int64 a = 1; }";
    assertThat(backward(before, after))
        .isEqualTo(
            "The field at #/M/1 is 'repeated int64 a = 1' in the new schema and 'optional "
                + "int32 a = 1' in the old one: the labels differ. -> Keep 'optional int32 a = 1'; "
                + "give what replaces it a number of its own.");
  }

  @Test
  void namedTypeChanged_saysWhereTheTypesAreFrom() {
    String text = "message M { N f = 1; message Z {} }";
    FileSet first =
        FileSets.of(text, FileSets.imported("n.proto", 1, "message N { message Z {} }"));
    FileSet second = FileSets.of(text, FileSets.imported("n.proto", 2, "message N {}"));
    List<Incompatibility> found = Comparison.incompatibilities(second, first);
    Incompatibility type = found.get(1);
    assertThat(type.rule().sentence(type, Direction.BACKWARD))
        .isEqualTo(
            "The field at #/M/1 is 'N f = 1' in the new schema and 'N f = 1' in the old one, "
                + "whose message types differ: message #/N of subject 'subject of n.proto' version "
                + "2 and message #/N of subject 'subject of n.proto' version 1.");
    assertThat(type.rule().fix(type, Direction.BACKWARD))
        .hasValue(
            "Keep the message type as it was, and give a field of another type a number of "
                + "its own.");
  }

  @Test
  void requiredField_saysWhatToDoWithIt() {
    String without = "syntax = 'proto2'; message M {}";
    String with = "syntax = 'proto2'; message M { required int32 a = 1; }";
    assertThat(backward(without, with))
        .isEqualTo(
            "The new schema requires 'required int32 a = 1' at #/M/1, which the old one does "
                + "not have. -> Make 'required int32 a = 1' optional.");
    assertThat(forward(without, with))
        .isEqualTo(
            "The new schema requires 'required int32 a = 1' at #/M/1, which the old one does "
                + "not have. -> Make 'required int32 a = 1' optional.");
    assertThat(backward(with, without))
        .isEqualTo(
            "The old schema requires 'required int32 a = 1' at #/M/1, which the new one does "
                + "not have. -> Keep 'required int32 a = 1'.");
    assertThat(forward(with, without))
        .isEqualTo(
            "The old schema requires 'required int32 a = 1' at #/M/1, which the new one does "
                + "not have. -> Keep 'required int32 a = 1'.");
  }

  @Test
  void oneofFieldRemoved_saysWhatToDoWithIt() {
    String one = "message M { oneof o { int32 a = 1; } }";
    String two = "message M { oneof o { int32 a = 1; int32 b = 2; } }";
    assertThat(backward(two, one))
        .isEqualTo(
            "The old schema has 'int32 b = 2' in the oneof at #/M/o/2, the new one has not. "
                + "-> Keep 'int32 b = 2', in the oneof or outside.");
    assertThat(forward(one, two))
        .isEqualTo(
            "The new schema has 'int32 b = 2' in the oneof at #/M/o/2, the old one has not. "
                + "-> Put 'int32 b = 2' outside the oneof.");
  }

  @Test
  void fieldsMovedToOneof_saysWhich() {
    String fields = "message M { int32 a = 1; int32 b = 2; }";
    String one = "message M { int32 a = 1; oneof o { int32 b = 2; } }";
    String both = "message M { oneof o { int32 a = 1; int32 b = 2; } }";
    assertThat(backward(fields, both))
        .isEqualTo(
            "The new schema has 'oneof o' at #/M/o, of which the old one has several outside "
                + "of any oneof: 'int32 a = 1', 'int32 b = 2'. -> Leave the fields as they are: "
                + "'int32 a = 1', 'int32 b = 2'.");
    assertThat(forward(both, fields))
        .isEqualTo(
            "The old schema has 'oneof o' at #/M/o, of which the new one has several outside "
                + "of any oneof: 'int32 a = 1', 'int32 b = 2'. -> Keep 'oneof o' as it is.");
    assertThat(backward(one, both))
        .isEqualTo(
            "The new schema has 'oneof o' at #/M/o, whose members are not in one oneof in the"
                + " old one: 'int32 a = 1', 'oneof o'. -> Leave the fields as they are: 'int32 a = "
                + "1', 'oneof o'.");
  }
}
