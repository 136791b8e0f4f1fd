package dev.stele.serde.protobuf.internal.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Map;

/** Messages that have a JSON of their own. */
enum Special {
  NONE,
  ANY,
  TIMESTAMP,
  DURATION,
  FIELD_MASK,
  STRUCT,
  VALUE,
  LIST_VALUE,
  WRAPPER;

  private static final String PACKAGE = "google.protobuf.";

  private static final Map<String, Special> BY_NAME =
      Map.ofEntries(
          Map.entry("Any", ANY),
          Map.entry("Timestamp", TIMESTAMP),
          Map.entry("Duration", DURATION),
          Map.entry("FieldMask", FIELD_MASK),
          Map.entry("Struct", STRUCT),
          Map.entry("Value", VALUE),
          Map.entry("ListValue", LIST_VALUE),
          Map.entry("BoolValue", WRAPPER),
          Map.entry("Int32Value", WRAPPER),
          Map.entry("UInt32Value", WRAPPER),
          Map.entry("Int64Value", WRAPPER),
          Map.entry("UInt64Value", WRAPPER),
          Map.entry("StringValue", WRAPPER),
          Map.entry("BytesValue", WRAPPER),
          Map.entry("FloatValue", WRAPPER),
          Map.entry("DoubleValue", WRAPPER));

  static Special of(Descriptor message) {
    String name = message.getFullName();
    return name.startsWith(PACKAGE)
        ? BY_NAME.getOrDefault(name.substring(PACKAGE.length()), NONE)
        : NONE;
  }

  /** Whether a field is of the enum whose only value is JSON's null. */
  static boolean isNullValue(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.ENUM
        && field.getEnumType().getFullName().equals(PACKAGE + "NullValue");
  }

  /** A field of one of these messages, which are the same in every version. */
  static FieldDescriptor field(Descriptor message, int number, String path)
      throws ProtobufJsonException {
    FieldDescriptor field = message.findFieldByNumber(number);
    if (field == null) {
      throw new ProtobufJsonException(
          path, message.getFullName() + " is not declared as in the Protobuf library");
    }
    return field;
  }
}
