package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Messages by chance, and what must be left of them when another schema has read them. */
final class WrittenData {
  private static final List<Long> INTEGERS =
      List.of(0L, 1L, 2L, 3L, 300L, -1L, (long) Integer.MIN_VALUE, 1L << 32, Long.MAX_VALUE);

  private final Random random;

  WrittenData(Random random) {
    this.random = random;
  }

  /** A message with about half of its fields set, and all that are required. */
  DynamicMessage message(Descriptor type, int depth) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      boolean ends = field.getJavaType() != FieldDescriptor.JavaType.MESSAGE || depth > 0;
      boolean isNeeded = field.isRequired() || type.getOptions().getMapEntry();
      if (isNeeded || (ends && random.nextBoolean())) {
        if (field.isRepeated()) {
          message.addRepeatedField(field, value(field, depth));
          message.addRepeatedField(field, value(field, depth));
        } else {
          message.setField(field, value(field, depth));
        }
      }
    }
    return message.build();
  }

  private Object value(FieldDescriptor field, int depth) {
    long integer = INTEGERS.get(random.nextInt(INTEGERS.size()));
    return switch (field.getJavaType()) {
      case INT -> (int) integer;
      case LONG -> integer;
      case BOOLEAN -> random.nextBoolean();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case STRING -> "text" + random.nextInt();
      case BYTE_STRING -> ByteString.copyFromUtf8("bytes" + random.nextInt());
      case ENUM ->
          field.getEnumType().getValue(random.nextInt(field.getEnumType().getValues().size()));
      case MESSAGE -> message(field.getMessageType(), depth - 1);
    };
  }

  /**
   * Requires of each field that both have: what was written once or, on both sides, several times
   * is read as it was, cast as between Protobuf's types. Not kept is what was repeated and is no
   * more, and constants that a closed enum does not have.
   */
  static void assertKept(Message written, Message read) {
    read.getDescriptorForType().getFields().stream()
        .filter(field -> field.isRequired() && !read.hasField(field))
        .forEach(field -> assertMayBeMissing(field, written));
    written.getAllFields().forEach((field, value) -> assertKept(field, value, read));
  }

  /** A field that was optional may have become required; one that is new may not. */
  private static void assertMayBeMissing(FieldDescriptor field, Message written) {
    FieldDescriptor before = written.getDescriptorForType().findFieldByNumber(field.getNumber());
    assertThat(before).as("%s before", field).isNotNull();
    assertThat(before.isRequired() && field.getJavaType() != FieldDescriptor.JavaType.ENUM)
        .as("%s was required", field)
        .isFalse();
  }

  private static void assertKept(FieldDescriptor field, Object value, Message read) {
    FieldDescriptor readField = read.getDescriptorForType().findFieldByNumber(field.getNumber());
    if (readField == null || (field.isRepeated() && !readField.isRepeated())) {
      return;
    }
    List<?> written = field.isRepeated() ? (List<?>) value : List.of(value);
    List<?> kept =
        readField.isRepeated()
            ? (List<?>) read.getField(readField)
            : List.of(read.getField(readField));
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      assertThat(kept).as("%s", readField).hasSameSizeAs(written);
      for (int i = 0; i < written.size(); i++) {
        assertKept((Message) written.get(i), (Message) kept.get(i));
      }
      return;
    }
    List<Object> expected = new ArrayList<>();
    for (Object element : written) {
      Object cast = cast(field.getType(), element, readField);
      if (cast != null) {
        expected.add(cast);
      }
    }
    if (readField.isRepeated() || !expected.isEmpty()) {
      assertThat(kept.stream().map(WrittenData::plain).toList())
          .as("%s written as %s", readField, field)
          .isEqualTo(expected);
    }
  }

  /** A value as another type of its group; null if that is a closed enum without the constant. */
  private static @Nullable Object cast(
      FieldDescriptor.Type from, Object value, FieldDescriptor to) {
    return switch (to.getType()) {
      case INT32, UINT32 -> (int) varint(from, value);
      case INT64, UINT64 -> varint(from, value);
      case BOOL -> varint(from, value) != 0;
      case SINT32 -> CodedInputStream.decodeZigZag32((int) zigZag(value));
      case SINT64 -> CodedInputStream.decodeZigZag64(zigZag(value));
      case ENUM -> {
        int number = (int) varint(from, value);
        boolean isKnown =
            !to.getEnumType().isClosed() || to.getEnumType().findValueByNumber(number) != null;
        yield isKnown ? number : null;
      }
      default -> plain(value);
    };
  }

  private static long varint(FieldDescriptor.Type from, Object value) {
    Object plain = plain(value);
    if (plain instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    long number = ((Number) plain).longValue();
    return from == FieldDescriptor.Type.UINT32 ? number & 0xffffffffL : number;
  }

  private static long zigZag(Object value) {
    return value instanceof Integer number
        ? CodedOutputStream.encodeZigZag32(number) & 0xffffffffL
        : CodedOutputStream.encodeZigZag64((Long) value);
  }

  private static Object plain(Object value) {
    if (value instanceof EnumValueDescriptor constant) {
      return constant.getNumber();
    }
    return value instanceof ByteString bytes ? bytes.toStringUtf8() : value;
  }
}
