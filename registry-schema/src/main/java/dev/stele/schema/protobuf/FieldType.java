package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.List;
import java.util.Optional;

/** What a field holds. */
sealed interface FieldType {
  /** A number, text, bytes or an enum's constant. */
  record Scalar(Encoding encoding) implements FieldType {}

  /** A message, or what is taken for one. */
  sealed interface Named extends FieldType {
    /** The name as the field gives it. */
    String name();

    /** What it is and where from, for people. */
    String description();
  }

  /** A message that is declared somewhere. */
  record Message(String name, Scope declaration) implements Named {
    @Override
    public String description() {
      return "message " + declaration.path() + declaration.declared().origin().description();
    }
  }

  /** A name that nothing is declared for, with or without a leading dot. */
  record Unknown(String name) implements Named {
    @Override
    public String description() {
      return "an unknown type '" + name + "'";
    }
  }

  /** A map, of scalars, messages and maps; its types are looked up where it stands. */
  record MapOf(String key, String value, Scope scope) implements FieldType {
    FieldType keyType() {
      return ofSingle(key, scope);
    }

    FieldType valueType() {
      return value.startsWith("map<") ? of(value, scope) : ofSingle(value, scope);
    }
  }

  /** Scalars written alike, which are read as each other. */
  enum Encoding {
    VARINT,
    ZIGZAG,
    LENGTH_DELIMITED,
    FIXED32,
    FIXED64,
    FLOAT,
    DOUBLE;

    /** The encoding of a scalar type; empty for every other name. */
    static Optional<Encoding> of(String type) {
      return Optional.ofNullable(
          switch (type) {
            case "int32", "int64", "uint32", "uint64", "bool" -> VARINT;
            case "sint32", "sint64" -> ZIGZAG;
            case "string", "bytes" -> LENGTH_DELIMITED;
            case "fixed32", "sfixed32" -> FIXED32;
            case "fixed64", "sfixed64" -> FIXED64;
            case "float" -> FLOAT;
            case "double" -> DOUBLE;
            default -> null;
          });
    }
  }

  /** The type that a text means within a message. */
  static FieldType of(String text, Scope scope) {
    int comma = text.indexOf(',');
    if (text.startsWith("map<") && comma > 0) {
      String key = text.substring(4, comma).trim();
      return new MapOf(key, text.substring(comma + 1, text.length() - 1).trim(), scope);
    }
    FieldType single = ofSingle(text, scope);
    return single instanceof Message message && message.declaration().declared().isMapEntry()
        ? entry(message.declaration())
        : single;
  }

  private static FieldType ofSingle(String text, Scope scope) {
    return Encoding.of(text)
        .<FieldType>map(Scalar::new)
        .or(() -> scope.resolve(text).map(found -> declared(text, found)))
        .orElseGet(() -> new Unknown(text));
  }

  private static FieldType declared(String name, Scope scope) {
    return scope.declared().type() instanceof EnumElement
        ? new Scalar(Encoding.VARINT)
        : new Message(name, scope);
  }

  /** Whether a message only spells out a map: a field of it is one. */
  static boolean isMapEntry(TypeElement type) {
    return type instanceof MessageElement message
        && message.getFields().size() == 2
        && message.getFields().get(0).getTag() == 1
        && message.getFields().get(1).getTag() == 2
        && type.getOptions().stream()
            .anyMatch(o -> o.getName().equals("map_entry") && o.getValue().equals("true"));
  }

  private static FieldType entry(Scope scope) {
    List<FieldElement> fields = ((MessageElement) scope.declared().type()).getFields();
    return new MapOf(fields.get(0).getType(), fields.get(1).getType(), scope);
  }
}
