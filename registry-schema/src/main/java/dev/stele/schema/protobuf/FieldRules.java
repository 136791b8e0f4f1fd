package dev.stele.schema.protobuf;

import com.squareup.wire.schema.Field;
import dev.stele.schema.Incompatibility.Place;
import dev.stele.schema.protobuf.FieldType.Encoding;
import dev.stele.schema.protobuf.FieldType.MapOf;
import dev.stele.schema.protobuf.FieldType.Message;
import dev.stele.schema.protobuf.FieldType.Named;
import dev.stele.schema.protobuf.FieldType.Scalar;
import java.util.function.BiPredicate;

/** The rules for a field that one message has alone, and for two fields of one number. */
final class FieldRules {
  private final Findings findings;
  private final BiPredicate<Scope, Scope> isOtherType;

  /**
   * @param isOtherType whether messages of one name, a reader's and a writer's, are not read as
   *     each other
   */
  FieldRules(Findings findings, BiPredicate<Scope, Scope> isOtherType) {
    this.findings = findings;
    this.isOtherType = isOtherType;
  }

  void removed(MessageField writer, Place reader) {
    if (writer.label() == Field.Label.REQUIRED) {
      findings.add(ProtobufRule.REQUIRED_FIELD_REMOVED, reader, writer.place(), "");
    }
  }

  void added(MessageField reader, Place writer) {
    if (reader.label() == Field.Label.REQUIRED) {
      findings.add(ProtobufRule.REQUIRED_FIELD_ADDED, reader.place(), writer, "");
    }
  }

  void changed(MessageField reader, MessageField writer) {
    compare(reader, writer, reader.type(), writer.type());
  }

  private void compare(
      MessageField reader, MessageField writer, FieldType readerType, FieldType writerType) {
    if (readerType instanceof Scalar read && writerType instanceof Scalar written) {
      if (read.encoding() != written.encoding()) {
        add(ProtobufRule.FIELD_SCALAR_KIND_CHANGED, reader, writer);
      } else if (read.encoding() != Encoding.LENGTH_DELIMITED && isOtherLabel(reader, writer)) {
        add(ProtobufRule.FIELD_NUMERIC_LABEL_CHANGED, reader, writer);
      }
    } else if (readerType instanceof MapOf read && writerType instanceof MapOf written) {
      compare(reader, writer, read.keyType(), written.keyType());
      compare(reader, writer, read.valueType(), written.valueType());
    } else if (readerType instanceof Named read && writerType instanceof Named written) {
      if (isOtherName(read, written)) {
        String types = read.description() + " and " + written.description();
        findings.add(ProtobufRule.FIELD_NAMED_TYPE_CHANGED, reader.place(), writer.place(), types);
      }
    } else {
      add(ProtobufRule.FIELD_KIND_CHANGED, reader, writer);
    }
  }

  /** A label counts only if it is written on both sides. */
  private static boolean isOtherLabel(MessageField reader, MessageField writer) {
    return reader.label() != null && writer.label() != null && reader.label() != writer.label();
  }

  private boolean isOtherName(Named reader, Named writer) {
    if (reader instanceof Message read && writer instanceof Message written) {
      return !read.declaration().hasNameOf(written.declaration())
          || isOtherType.test(read.declaration(), written.declaration());
    }
    return !reader.name().equals(writer.name());
  }

  private void add(ProtobufRule rule, MessageField reader, MessageField writer) {
    findings.add(rule, reader.place(), writer.place(), "");
  }
}
