package dev.stele.bench;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.stele.bench.proto.Flat;
import dev.stele.bench.proto.Nested;
import dev.stele.bench.proto.Wide;

/** The records of {@link Shape} as generated Protobuf messages. */
final class Messages {
  private Messages() {}

  /** A message with the fields and values of a shape. */
  static Message of(Shape shape) {
    return switch (shape) {
      case FLAT -> flat(1);
      case WIDE -> wide();
      case NESTED -> nested();
    };
  }

  private static Flat flat(int number) {
    return Flat.newBuilder()
        .setId("ci3786814" + number)
        .setTime(1_517_966_773_840L + number)
        .setAmount(34.4945 + number)
        .setCount(62 + number)
        .setOpen(true)
        .setNote("4km W of Castaic, CA")
        .build();
  }

  private static Wide wide() {
    Wide.Builder wide = Wide.newBuilder();
    for (FieldDescriptor field : Wide.getDescriptor().getFields()) {
      int i = Integer.parseInt(field.getName().substring(1));
      switch (field.getJavaType()) {
        case STRING -> wide.setField(field, "value " + i);
        case LONG -> wide.setField(field, 1_000_000_007L * i);
        default -> wide.setField(field, i / 7.0);
      }
    }
    return wide.build();
  }

  private static Nested nested() {
    Nested.Builder nested = Nested.newBuilder().setFirst(flat(0));
    for (int i = 0; i < 10; i++) {
      nested.addItems(flat(i)).putLabels("key " + i, "value " + i);
    }
    return nested.build();
  }
}
