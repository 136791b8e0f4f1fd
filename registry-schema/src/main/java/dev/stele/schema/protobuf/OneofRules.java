package dev.stele.schema.protobuf;

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
  /** How many fields and oneofs a finding names. */
  private static final int MAX_NAMED = 5;

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
    for (MessageField member : reader.members(oneof)) {
      MessageField written = writer.withTag(member.tag());
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
    oneofs.stream().sorted().forEach(name -> names.add("'oneof " + name + "'"));
    int more = names.size() - MAX_NAMED;
    if (more > 0) {
      names.subList(MAX_NAMED, names.size()).clear();
      names.add(more + " more");
    }
    return String.join(", ", names);
  }

  /** A writer's oneof keeps its members, unless it is gone with all of them. */
  private void members(OneOfElement oneof) {
    List<MessageField> members = writer.members(oneof);
    List<MessageField> missing =
        members.stream().filter(member -> reader.withTag(member.tag()) == null).toList();
    boolean isGone = !reader.hasOneof(oneof.getName()) && missing.size() == members.size();
    for (MessageField member : isGone ? List.<MessageField>of() : missing) {
      Place place = reader.placeOfMissing(member.tag());
      findings.add(ProtobufRule.ONEOF_FIELD_REMOVED, place, member.place(), "");
    }
  }
}
