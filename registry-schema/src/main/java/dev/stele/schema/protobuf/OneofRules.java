package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import dev.stele.schema.Incompatibility.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules for fields that come together in a oneof, or leave one. A oneof is known by its
 * members' numbers and its name.
 */
final class OneofRules {
  private final MessageFields reader;
  private final MessageFields writer;
  private final Findings findings;

  private OneofRules(MessageFields reader, MessageFields writer, Findings findings) {
    this.reader = reader;
    this.writer = writer;
    this.findings = findings;
  }

  static void check(MessageFields reader, MessageFields writer, Findings findings) {
    OneofRules rules = new OneofRules(reader, writer, findings);
    reader.oneofs().forEach(rules::origins);
    writer.oneofs().forEach(rules::members);
  }

  /** The members of a reader's oneof must not have been independent of each other. */
  private void origins(OneOfElement oneof) {
    List<MessageField> independent = new ArrayList<>();
    Set<String> oneofs = new HashSet<>();
    for (FieldElement member : oneof.getFields()) {
      MessageField written = writer.withTag(member.getTag());
      if (written != null) {
        OneOfElement before = written.oneof();
        if (before == null) {
          independent.add(written);
        } else {
          oneofs.add(before.getName());
        }
      }
    }
    if (independent.size() + oneofs.size() > 1) {
      ProtobufRule rule =
          independent.size() > 1
              ? ProtobufRule.MULTIPLE_FIELDS_MOVED_TO_ONEOF
              : ProtobufRule.FIELD_MOVED_TO_EXISTING_ONEOF;
      Place place =
          new Place(reader.message().path() + "/" + oneof.getName(), "oneof " + oneof.getName());
      findings.add(rule, place, new Place(place.path(), null), origins(independent, oneofs));
    }
  }

  private static String origins(List<MessageField> independent, Set<String> oneofs) {
    List<String> names = new ArrayList<>();
    independent.forEach(field -> names.add("'" + field.declaration() + "'"));
    oneofs.stream().sorted().forEach(name -> names.add("oneof '" + name + "'"));
    return String.join(", ", names);
  }

  /** A writer's oneof keeps its members, unless it is gone with all of them. */
  private void members(OneOfElement oneof) {
    boolean isGone =
        !reader.hasOneof(oneof.getName())
            && oneof.getFields().stream().noneMatch(f -> reader.withTag(f.getTag()) != null);
    for (FieldElement member : isGone ? List.<FieldElement>of() : oneof.getFields()) {
      if (reader.withTag(member.getTag()) == null) {
        MessageField written = new MessageField(writer.message(), member, oneof);
        findings.add(
            ProtobufRule.ONEOF_FIELD_REMOVED,
            reader.placeOfMissing(member.getTag()),
            written.place(),
            "");
      }
    }
  }
}
