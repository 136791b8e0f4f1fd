package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.stele.schema.UnknownEntityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages and fields by name. A field of a oneof is found by its own name, and by that behind the
 * oneof's; of two with one name the first counts.
 *
 * @param message null for a file
 * @param fields without those of oneofs
 */
record Members(
    @Nullable MessageElement message,
    Map<String, Members> messages,
    Map<String, FieldElement> fields,
    Map<String, Map<String, FieldElement>> oneofs) {
  static Members of(List<TypeElement> types) {
    return new Members(null, messages(types), Map.of(), Map.of());
  }

  private static Members of(MessageElement message) {
    Map<String, FieldElement> fields = byName(message.getFields());
    Map<String, Map<String, FieldElement>> oneofs = new HashMap<>();
    for (OneOfElement oneof : message.getOneOfs()) {
      Map<String, FieldElement> inside = byName(oneof.getFields());
      oneofs.putIfAbsent(oneof.getName(), inside);
      inside.forEach(fields::putIfAbsent);
    }
    return new Members(message, messages(message.getNestedTypes()), fields, oneofs);
  }

  private static Map<String, Members> messages(List<TypeElement> types) {
    Map<String, Members> messages = new HashMap<>();
    for (TypeElement type : types) {
      if (type instanceof MessageElement message) {
        messages.putIfAbsent(message.getName(), of(message));
      }
    }
    return messages;
  }

  private static Map<String, FieldElement> byName(List<FieldElement> fields) {
    Map<String, FieldElement> byName = new HashMap<>();
    fields.forEach(field -> byName.putIfAbsent(field.getName(), field));
    return byName;
  }

  /**
   * @throws UnknownEntityException if there is no such message
   */
  MessageElement message(String... names) {
    Members found = this;
    for (String name : names) {
      found = found.messages.get(name);
      if (found == null) {
        throw noMessage(name);
      }
    }
    return found.element(names);
  }

  private MessageElement element(String... names) {
    if (message == null) {
      throw noMessage(String.join(".", names));
    }
    return message;
  }

  /**
   * @throws UnknownEntityException if there is no such field
   */
  FieldElement field(String... names) {
    Members found = this;
    int last = names.length - 1;
    Map<String, FieldElement> candidates = Map.of();
    for (int i = 0; i < last; i++) {
      Members inner = found.messages.get(names[i]);
      if (inner == null && i < last - 1) {
        throw noMessage(names[i]);
      }
      candidates = inner == null ? found.oneofs.getOrDefault(names[i], Map.of()) : inner.fields;
      found = inner == null ? found : inner;
    }
    FieldElement field = last < 0 ? null : candidates.get(names[last]);
    if (field == null) {
      String name = last < 0 ? "" : names[last];
      throw new UnknownEntityException(
          "No matching Field with name '" + name + "' found in the schema");
    }
    return field;
  }

  private static UnknownEntityException noMessage(String name) {
    return new UnknownEntityException(
        "No matching Message with name '" + name + "' found in the schema");
  }
}
