package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import dev.stele.schema.Incompatibility.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message by number, in ascending order, those of its oneofs among them. Of two
 * with one number the later counts. Groups are not among them: they are not compared.
 */
final class MessageFields {
  private final Scope message;
  private final MessageElement element;
  private final SortedMap<Integer, MessageField> byTag = new TreeMap<>();
  private final Set<String> oneofNames = new HashSet<>();

  MessageFields(Scope message) {
    this.message = message;
    this.element = (MessageElement) message.declared().type();
    element.getFields().forEach(field -> add(new MessageField(message, field, null)));
    for (OneOfElement oneof : element.getOneOfs()) {
      oneofNames.add(oneof.getName());
      oneof.getFields().forEach(field -> add(new MessageField(message, field, oneof)));
    }
  }

  private void add(MessageField field) {
    byTag.put(field.tag(), field);
  }

  Scope message() {
    return message;
  }

  Set<Integer> tags() {
    return byTag.keySet();
  }

  List<OneOfElement> oneofs() {
    return element.getOneOfs();
  }

  /** The fields of a oneof, in its order. */
  List<MessageField> members(OneOfElement oneof) {
    List<MessageField> members = new ArrayList<>();
    for (FieldElement member : oneof.getFields()) {
      MessageField field = byTag.get(member.getTag());
      if (field != null && field.element().equals(member)) {
        members.add(field);
      }
    }
    return members;
  }

  boolean hasOneof(String name) {
    return oneofNames.contains(name);
  }

  /** The field of a number; null if there is none. */
  @Nullable MessageField withTag(int tag) {
    return byTag.get(tag);
  }

  /** Where a field would be that is not. */
  Place placeOfMissing(int tag) {
    return new Place(message.path() + "/" + tag, null);
  }
}
