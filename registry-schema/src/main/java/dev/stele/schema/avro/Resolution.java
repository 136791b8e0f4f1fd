package dev.stele.schema.avro;

import dev.stele.schema.Incompatibility;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * One run of Avro's schema resolution over a reader and a writer. Findings and their order are
 * those of Avro's {@link SchemaCompatibility}, which knows no limits and is therefore not asked: a
 * pair of 40 small records can make it report 2^40 findings.
 *
 * <p>A pair that was met before is not compared again: its findings are reported again, with the
 * paths of the first time; met while it is being compared, it counts as compatible.
 */
final class Resolution {
  /** How many pairs of types are compared before giving up. */
  static final int MAX_PAIRS = 1_000_000;

  /** How many characters of findings are gathered before giving up. */
  static final int MAX_FINDING_CHARS = 20_000_000;

  private final IdentityHashMap<Schema, IdentityHashMap<Schema, List<AvroIncompatibility>>> known =
      new IdentityHashMap<>();
  private Deque<String> path = new ArrayDeque<>();
  private int depth;
  private int pairs;
  private int findingChars;

  private Resolution() {}

  /** What keeps the reader from reading the writer's data; empty if nothing does. */
  static List<Incompatibility> incompatibilities(Schema reader, Schema writer) {
    try {
      return List.copyOf(new Resolution().compare(reader, writer));
    } catch (AvroRuntimeException e) {
      // A comparison that Avro refuses, or one given up, is an answer: not readable, and why.
      return List.of(
          new AvroIncompatibility(
              AvroIncompatibility.Rule.UNEXPECTED_EXCEPTION, "/", String.valueOf(e.getMessage())));
    }
  }

  private List<AvroIncompatibility> compareAt(String step, Schema reader, Schema writer) {
    path.addLast(step);
    List<AvroIncompatibility> found = compare(reader, writer);
    path.removeLast();
    return found;
  }

  /** Only the verdict counts, but the findings are remembered: their paths start here. */
  private boolean canRead(Schema reader, Schema writer) {
    Deque<String> outer = path;
    path = new ArrayDeque<>();
    boolean readable = compare(reader, writer).isEmpty();
    path = outer;
    return readable;
  }

  private List<AvroIncompatibility> compare(Schema reader, Schema writer) {
    if (++pairs > MAX_PAIRS) {
      throw new AvroRuntimeException("more than " + MAX_PAIRS + " pairs of types to compare");
    }
    // Cycles of different lengths in reader and writer can nest far deeper than either schema.
    if (depth == GraphDepth.MAX_DEPTH * 2) {
      throw new AvroRuntimeException(
          "pairs of types nested more than " + GraphDepth.MAX_DEPTH * 2 + " deep");
    }
    if (isPrimitive(reader) && isPrimitive(writer)) {
      return compareTypes(reader, writer); // not worth remembering
    }
    IdentityHashMap<Schema, List<AvroIncompatibility>> ofReader =
        known.computeIfAbsent(reader, key -> new IdentityHashMap<>(2));
    List<AvroIncompatibility> before = ofReader.putIfAbsent(writer, List.of());
    if (before != null) {
      return before;
    }
    depth++;
    List<AvroIncompatibility> found = compareTypes(reader, writer);
    depth--;
    ofReader.put(writer, found);
    return found;
  }

  private static boolean isPrimitive(Schema schema) {
    return schema.getType().compareTo(Schema.Type.STRING) >= 0;
  }

  private List<AvroIncompatibility> compareTypes(Schema reader, Schema writer) {
    if (writer.getType() == Schema.Type.UNION) {
      return reader.getType() == Schema.Type.UNION
          ? unions(reader, writer)
          : branches(reader, writer);
    }
    if (reader.getType() == Schema.Type.UNION) {
      return anyCanRead(reader.getTypes(), writer) ? List.of() : List.of(missingBranch(writer));
    }
    if (reader.getType() != writer.getType()) {
      return isPromoted(writer.getType(), reader.getType())
          ? List.of()
          : List.of(typeMismatch(reader, writer));
    }
    return switch (reader.getType()) {
      case ARRAY -> compareAt("items", reader.getElementType(), writer.getElementType());
      case MAP -> compareAt("values", reader.getValueType(), writer.getValueType());
      case FIXED -> fixed(reader, writer);
      case ENUM -> enums(reader, writer);
      case RECORD -> records(reader, writer);
      default -> List.of();
    };
  }

  private boolean anyCanRead(List<Schema> readers, Schema writer) {
    for (Schema reader : readers) {
      if (canRead(reader, writer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPromoted(Schema.Type writer, Schema.Type reader) {
    return switch (reader) {
      case LONG -> writer == Schema.Type.INT;
      case FLOAT -> writer == Schema.Type.INT || writer == Schema.Type.LONG;
      case DOUBLE ->
          writer == Schema.Type.INT || writer == Schema.Type.LONG || writer == Schema.Type.FLOAT;
      case BYTES -> writer == Schema.Type.STRING;
      case STRING -> writer == Schema.Type.BYTES;
      default -> false;
    };
  }

  private List<AvroIncompatibility> unions(Schema reader, Schema writer) {
    List<AvroIncompatibility> found = new ArrayList<>();
    for (int i = 0; i < writer.getTypes().size(); i++) {
      Schema branch = writer.getTypes().get(i);
      if (!canRead(reader, branch)) {
        path.addLast(Integer.toString(i));
        found.add(missingBranch(branch));
        path.removeLast();
      }
    }
    return found;
  }

  private List<AvroIncompatibility> branches(Schema reader, Schema writer) {
    List<AvroIncompatibility> found = new ArrayList<>();
    for (int i = 0; i < writer.getTypes().size(); i++) {
      addAll(found, compareAt(Integer.toString(i), reader, writer.getTypes().get(i)));
    }
    return found;
  }

  private List<AvroIncompatibility> fixed(Schema reader, Schema writer) {
    List<AvroIncompatibility> found = names(reader, writer);
    if (reader.getFixedSize() != writer.getFixedSize()) {
      String sizes =
          "expected: %d, found: %d".formatted(writer.getFixedSize(), reader.getFixedSize());
      found.add(finding(AvroIncompatibility.Rule.FIXED_SIZE_MISMATCH, "size", sizes));
    }
    return found;
  }

  private List<AvroIncompatibility> enums(Schema reader, Schema writer) {
    List<AvroIncompatibility> found = names(reader, writer);
    if (reader.getEnumDefault() == null) {
      TreeSet<String> missing = new TreeSet<>(writer.getEnumSymbols());
      reader.getEnumSymbols().forEach(missing::remove);
      if (!missing.isEmpty()) {
        found.add(
            finding(AvroIncompatibility.Rule.MISSING_ENUM_SYMBOLS, "symbols", missing.toString()));
      }
    }
    return found;
  }

  private List<AvroIncompatibility> records(Schema reader, Schema writer) {
    List<AvroIncompatibility> found = names(reader, writer);
    path.addLast("fields");
    for (Schema.Field field : reader.getFields()) {
      path.addLast(Integer.toString(field.pos()));
      addAll(found, field(field, writer));
      path.removeLast();
    }
    path.removeLast();
    return found;
  }

  private List<AvroIncompatibility> field(Schema.Field field, Schema writer) {
    Schema.Field written = SchemaCompatibility.lookupWriterField(writer, field);
    if (written != null) {
      return compareAt("type", field.schema(), written.schema());
    }
    if (field.hasDefaultValue()) {
      return List.of();
    }
    if (field.schema().getType() == Schema.Type.ENUM && field.schema().getEnumDefault() != null) {
      // As in Avro, the enum's own default does not help: it is compared with the whole record.
      return compareAt("type", field.schema(), writer);
    }
    return List.of(
        finding(AvroIncompatibility.Rule.READER_FIELD_MISSING_DEFAULT_VALUE, field.name()));
  }

  private List<AvroIncompatibility> names(Schema reader, Schema writer) {
    List<AvroIncompatibility> found = new ArrayList<>();
    if (!SchemaCompatibility.schemaNameEquals(reader, writer)) {
      found.add(
          finding(
              AvroIncompatibility.Rule.NAME_MISMATCH, "name", "expected: " + writer.getFullName()));
    }
    return found;
  }

  private AvroIncompatibility typeMismatch(Schema reader, Schema writer) {
    String types =
        "reader type: %s not compatible with writer type: %s"
            .formatted(reader.getType(), writer.getType());
    return finding(AvroIncompatibility.Rule.TYPE_MISMATCH, types);
  }

  private AvroIncompatibility missingBranch(Schema writer) {
    return finding(
        AvroIncompatibility.Rule.MISSING_UNION_BRANCH,
        "reader union lacking writer type: " + writer.getType());
  }

  private AvroIncompatibility finding(AvroIncompatibility.Rule rule, String step, String detail) {
    path.addLast(step);
    AvroIncompatibility found = finding(rule, detail);
    path.removeLast();
    return found;
  }

  private AvroIncompatibility finding(AvroIncompatibility.Rule rule, String detail) {
    AvroIncompatibility found = new AvroIncompatibility(rule, "/" + String.join("/", path), detail);
    count(found);
    return found;
  }

  private void addAll(List<AvroIncompatibility> found, List<AvroIncompatibility> more) {
    more.forEach(this::count);
    found.addAll(more);
  }

  private void count(AvroIncompatibility found) {
    findingChars += found.path().length() + found.detail().length();
    if (findingChars > MAX_FINDING_CHARS) {
      throw new AvroRuntimeException(
          "more than " + MAX_FINDING_CHARS + " characters of differences");
    }
  }
}
