package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.OneOfElement;
import dev.stele.schema.Incompatibility.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules for fields of a reader's and a writer's message that come together in a oneof, or are
 * removed from one.
 */
final class OneofRules {
  /** How many fields and oneofs a finding names. */
  private static final int MAX_NAMED = 5;

  private final MessageFields reader;
  private final MessageFields writer;
  private final Findings findings;
  private final Set<String> remaining = new HashSet<>();

  OneofRules(MessageFields reader, MessageFields writer, Findings findings) {
    this.reader = reader;
    this.writer = writer;
    this.findings = findings;
    writer.oneofs().stream().filter(this::remains).forEach(o -> remaining.add(o.getName()));
  }

  /** Whether of a writer's oneof the name, or any member, is still there. */
  private boolean remains(OneOfElement oneof) {
    return reader.hasOneof(oneof.getName())
        || oneof.getFields().stream().anyMatch(member -> reader.withTag(member.getTag()) != null);
  }

  /** The members of a reader's oneof must not have been independent of each other. */
  void joined() {
    reader.oneofs().forEach(this::joined);
  }

  private void joined(OneOfElement oneof) {
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

  /** A field that only the writer has must not be of a oneof, unless that is gone altogether. */
  void removed(MessageField member) {
    OneOfElement oneof = member.oneof();
    if (oneof != null && remaining.contains(oneof.getName())) {
      Place place = reader.placeOfMissing(member.tag());
      findings.add(ProtobufRule.ONEOF_FIELD_REMOVED, place, member.place(), "");
    }
  }
}
