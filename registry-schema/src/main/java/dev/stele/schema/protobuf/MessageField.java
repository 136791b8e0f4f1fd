package dev.stele.schema.protobuf;

import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import dev.stele.schema.Incompatibility.Place;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A field in the message that declares it, directly or in one of its oneofs. */
record MessageField(Scope message, FieldElement element, @Nullable OneOfElement oneof) {
  int tag() {
    return element.getTag();
  }

  FieldType type() {
    return FieldType.of(element.getType(), message);
  }

  /** The label as written; null if there is none. */
  Field.@Nullable Label label() {
    return element.getLabel();
  }

  /** Where the field stands, and how it is declared. */
  Place place() {
    String within = oneof == null ? "" : "/" + oneof.getName();
    return new Place(message.path() + within + "/" + tag(), declaration());
  }

  /** The field as its file declares it, without options. */
  String declaration() {
    Field.Label label = label();
    String labelText = label == null ? "" : label.name().toLowerCase(Locale.ROOT) + " ";
    return labelText + element.getType() + " " + element.getName() + " = " + tag();
  }
}
