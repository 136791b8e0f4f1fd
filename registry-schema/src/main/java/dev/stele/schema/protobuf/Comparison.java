package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.MessageElement;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.Incompatibility.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a writer's file beside a reader's: messages are paired by name, their fields by
 * number. Types of other files are walked where a field uses them, if they are not of one origin.
 */
final class Comparison {
  /** How many messages and fields are compared before giving up, after about a second. */
  static final int MAX_COMPARISONS = 1_000_000;

  /** How many messages may be compared within each other, nested or as types of fields. */
  static final int MAX_DEPTH = 200;

  private final Findings findings = new Findings();
  private final FieldRules fieldRules = new FieldRules(findings, this::isOtherType);
  private final Map<Pair, List<Incompatibility>> known = new HashMap<>();
  private int comparisons;
  private int depth;

  private Comparison() {}

  /** Messages of a reader and a writer that fields use. */
  private record Pair(Scope reader, Scope writer) {}

  /** What keeps the reader from reading the writer's data; empty if nothing does. */
  static List<Incompatibility> incompatibilities(FileSet reader, FileSet writer) {
    try {
      Comparison comparison = new Comparison();
      comparison.packages(reader.root().getPackageName(), writer.root().getPackageName());
      comparison.types(DeclaredTypes.of(reader), DeclaredTypes.of(writer), "#");
      return comparison.findings.since(0);
    } catch (LimitExceededException e) {
      // A comparison given up is an answer: not known to be readable, and why.
      return List.of(
          Incompatibility.at(ProtobufRule.LIMIT_EXCEEDED, "#", String.valueOf(e.getMessage())));
    }
  }

  private void packages(@Nullable String reader, @Nullable String writer) {
    if (!Objects.equals(reader, writer)) {
      findings.add(ProtobufRule.PACKAGE_CHANGED, packagePlace(reader), packagePlace(writer), "");
    }
  }

  private static Place packagePlace(@Nullable String name) {
    return new Place("#/", name == null ? null : "package " + name);
  }

  /** Types declared side by side, of which only messages are compared. */
  private void types(Map<String, Scope> readers, Map<String, Scope> writers, String readerPath) {
    Map<String, Scope> readerMessages = messagesIn(readers);
    Map<String, Scope> writerMessages = messagesIn(writers);
    // The order of findings is the reference registry's, which is that of a hash table.
    Set<String> names = new HashSet<>(writerMessages.keySet());
    names.addAll(readerMessages.keySet());
    for (String name : names) {
      Scope reader = readerMessages.get(name);
      Scope writer = writerMessages.get(name);
      if (reader == null && writer != null && !writer.declared().isMapEntry()) {
        messageRemoved(new Place(readerPath + "/" + name, null), writer);
      } else if (reader != null && writer != null) {
        message(reader, writer);
      }
    }
  }

  private static Map<String, Scope> messagesIn(Map<String, Scope> types) {
    Map<String, Scope> messages = new HashMap<>();
    types.forEach(
        (name, type) -> {
          if (type.declared().type() instanceof MessageElement) {
            messages.put(name, type);
          }
        });
    return messages;
  }

  private void messageRemoved(Place reader, Scope writer) {
    count();
    String value = "message " + writer.declared().type().getName();
    findings.add(ProtobufRule.MESSAGE_REMOVED, reader, new Place(writer.path(), value), "");
  }

  private void message(Scope reader, Scope writer) {
    count();
    if (++depth > MAX_DEPTH) {
      throw new LimitExceededException("messages nested more than " + MAX_DEPTH + " deep");
    }
    MessageFields readerFields = new MessageFields(reader);
    MessageFields writerFields = new MessageFields(writer);
    OneofRules oneofRules = new OneofRules(readerFields, writerFields, findings);
    oneofRules.joined();
    fields(readerFields, writerFields, oneofRules);
    types(reader.types(), writer.types(), reader.path());
    depth--;
  }

  private void fields(
      MessageFields readerFields, MessageFields writerFields, OneofRules oneofRules) {
    SortedSet<Integer> tags = new TreeSet<>(writerFields.tags());
    tags.addAll(readerFields.tags());
    for (int tag : tags) {
      count();
      MessageField reader = readerFields.withTag(tag);
      MessageField writer = writerFields.withTag(tag);
      if (reader == null && writer != null) {
        fieldRules.removed(writer, readerFields.placeOfMissing(tag));
        oneofRules.removed(writer);
      } else if (writer == null && reader != null) {
        fieldRules.added(reader, writerFields.placeOfMissing(tag));
      } else if (reader != null && writer != null) {
        fieldRules.changed(reader, writer);
      }
    }
  }

  /**
   * Whether types of one name, of fields of one number, cannot be read as each other; why is among
   * the findings then. Those of one origin are taken to be compared where they are declared. A pair
   * that was met before is not compared again, its findings count again; met while it is being
   * compared, it counts as readable.
   */
  private boolean isOtherType(Scope reader, Scope writer) {
    count();
    if (reader.declared().origin().equals(writer.declared().origin())) {
      return false;
    }
    Pair pair = new Pair(reader, writer);
    List<Incompatibility> before = known.putIfAbsent(pair, List.of());
    if (before != null) {
      before.forEach(findings::add);
      return !before.isEmpty();
    }
    int size = findings.size();
    message(reader, writer);
    List<Incompatibility> found = findings.since(size);
    known.put(pair, found);
    return !found.isEmpty();
  }

  private void count() {
    if (++comparisons > MAX_COMPARISONS) {
      throw new LimitExceededException(
          "more than " + MAX_COMPARISONS + " messages and fields to compare");
    }
  }
}
