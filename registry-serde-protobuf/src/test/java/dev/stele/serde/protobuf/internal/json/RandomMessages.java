package dev.stele.serde.protobuf.internal.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;

/** Messages of one type with any values that have a JSON. */
final class RandomMessages {
  private static final List<String> TEXTS =
      List.of("", "x", "a\u0000b", "é😀", "\"quoted\"", "a_b", "NaN", "true", "12");
  private static final List<Double> DOUBLES =
      List.of(0.0, 1.5, -1e300, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE, 0.1, 12345678.0);

  private final Random random;
  private final Descriptor type;

  RandomMessages(Random random, Descriptor type) {
    this.random = random;
    this.type = type;
  }

  DynamicMessage next() {
    return message(type, 0);
  }

  private DynamicMessage message(Descriptor of, int depth) {
    DynamicMessage.Builder builder = DynamicMessage.newBuilder(of);
    switch (of.getFullName()) {
      case "google.protobuf.Any" -> any(builder, depth);
      case "google.protobuf.Timestamp" ->
          set(builder, random.nextLong(-62135596800L, 253402300800L), nanos());
      case "google.protobuf.Duration" -> {
        int sign = random.nextBoolean() ? 1 : -1;
        set(builder, sign * random.nextLong(315576000001L), sign * nanos());
      }
      case "google.protobuf.FieldMask" -> {
        for (int i = random.nextInt(3); i > 0; i--) {
          builder.addRepeatedField(of.findFieldByNumber(1), List.of("a", "b_c.d_e").get(i - 1));
        }
      }
      case "google.protobuf.Value" -> {
        FieldDescriptor kind = of.findFieldByNumber(1 + random.nextInt(depth > 4 ? 4 : 6));
        builder.setField(kind, value(builder, kind, depth));
      }
      default -> fields(builder, of, depth);
    }
    return builder.build();
  }

  private int nanos() {
    return List.of(0, 1, 1000, 1_000_000, 120_000_000, 999_999_999).get(random.nextInt(6));
  }

  private static void set(DynamicMessage.Builder builder, long seconds, int nanos) {
    Descriptor type = builder.getDescriptorForType();
    builder.setField(type.findFieldByNumber(1), seconds);
    builder.setField(type.findFieldByNumber(2), seconds == 0 ? Math.abs(nanos) : nanos);
  }

  private void any(DynamicMessage.Builder builder, int depth) {
    Descriptor type = builder.getDescriptorForType();
    Descriptor of = random.nextBoolean() ? this.type : timestamp();
    builder.setField(type.findFieldByNumber(1), "type.googleapis.com/" + of.getFullName());
    builder.setField(type.findFieldByNumber(2), message(of, depth + 3).toByteString());
  }

  private Descriptor timestamp() {
    return type.findFieldByName("timestamp").getMessageType();
  }

  private void fields(DynamicMessage.Builder builder, Descriptor of, int depth) {
    for (FieldDescriptor field : of.getFields()) {
      boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (random.nextInt(4) != 0 || (message && !field.isMapField() && depth > 3)) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = field.isMapField() ? 1 : random.nextInt(3); i > 0; i--) {
          if (!message || depth <= 3) {
            builder.addRepeatedField(field, value(builder, field, depth));
          }
        }
      } else {
        builder.setField(field, value(builder, field, depth));
      }
    }
  }

  private Object value(DynamicMessage.Builder builder, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt(3) == 0 ? random.nextInt(-2, 3) : random.nextInt();
      case LONG -> random.nextInt(3) == 0 ? random.nextLong(-2, 3) : random.nextLong();
      case FLOAT -> List.of(0f, -1.5f, 0.1f, Float.MAX_VALUE, Float.NaN).get(random.nextInt(5));
      case DOUBLE ->
          random.nextInt(5) == 0
                  && !field.getFullName().equals("google.protobuf.Value.number_value")
              ? Double.NEGATIVE_INFINITY
              : DOUBLES.get(random.nextInt(DOUBLES.size()));
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case BYTE_STRING -> bytes();
      case ENUM -> enumeration(field.getEnumType());
      case MESSAGE -> field.isMapField() ? entry(builder, field, depth) : inner(field, depth);
    };
  }

  private ByteString bytes() {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private Object enumeration(EnumDescriptor type) {
    boolean declared = type.getName().equals("NullValue") || random.nextBoolean();
    return declared
        ? type.getValues().get(random.nextInt(type.getValues().size()))
        : type.findValueByNumberCreatingIfUnknown(random.nextInt());
  }

  private Message inner(FieldDescriptor field, int depth) {
    return message(field.getMessageType(), depth + 1);
  }

  private Message entry(DynamicMessage.Builder builder, FieldDescriptor field, int depth) {
    Message.Builder entry = builder.newBuilderForField(field);
    for (FieldDescriptor part : field.getMessageType().getFields()) {
      boolean message = part.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      entry.setField(part, message ? inner(part, depth + 1) : value(builder, part, depth));
    }
    return entry.build();
  }
}
