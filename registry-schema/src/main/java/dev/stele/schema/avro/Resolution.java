package dev.stele.schema.avro;

import dev.stele.schema.Incompatibility;
import dev.stele.schema.avro.Findings.Path;
import dev.stele.schema.avro.Findings.Spot;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.jspecify.annotations.Nullable;

/**
 * One run of Avro's schema resolution over a reader and a writer. Findings and their order are
 * those of Avro's {@link SchemaCompatibility}, which knows no limits and is therefore not asked: a
 * pair of 40 small records can make it report 2^40 findings.
 *
 * <p>A pair that was met before is not compared again: its findings count again, with the paths of
 * the first time; met while it is being compared, it counts as readable.
 */
final class Resolution {
  /** How many types, fields and symbols are compared before giving up, after about a second. */
  static final int MAX_COMPARISONS = 1_000_000;

  /**
   * How deep pairs of types may be nested. Cycles of different lengths in reader and writer make
   * pairs nest deeper than either schema.
   */
  static final int MAX_DEPTH = 2 * GraphDepth.MAX_DEPTH;

  private final IdentityHashMap<Schema, IdentityHashMap<Schema, Findings>> known =
      new IdentityHashMap<>();
  private @Nullable Path readerPath;
  private @Nullable Path writerPath;
  private int depth;
  private int comparisons;

  private Resolution() {}

  /** What keeps the reader from reading the writer's data; empty if nothing does. */
  static List<Incompatibility> incompatibilities(Schema reader, Schema writer) {
    try {
      return List.copyOf(new Resolution().compare(reader, writer).list());
    } catch (AvroRuntimeException e) {
      // A comparison that Avro refuses, or one given up, is an answer: not readable, and why.
      return List.of(
          Incompatibility.at(AvroRule.UNEXPECTED_EXCEPTION, "/", String.valueOf(e.getMessage())));
    }
  }

  private Findings compareAt(Object step, Schema reader, Schema writer) {
    return compareAt(new Path(readerPath, step), new Path(writerPath, step), reader, writer);
  }

  private Findings compareAt(
      @Nullable Path inReader, @Nullable Path inWriter, Schema reader, Schema writer) {
    Path outerReader = readerPath;
    Path outerWriter = writerPath;
    readerPath = inReader;
    writerPath = inWriter;
    Findings found = compare(reader, writer);
    readerPath = outerReader;
    writerPath = outerWriter;
    return found;
  }

  /** Only the verdict counts, but the findings are remembered: the reader's paths start here. */
  private boolean canRead(Schema reader, Schema writer, @Nullable Path inWriter) {
    return compareAt(null, inWriter, reader, writer).isEmpty();
  }

  private Findings compare(Schema reader, Schema writer) {
    count();
    if (isPrimitive(reader) && isPrimitive(writer)) {
      return compareTypes(reader, writer); // not worth remembering
    }
    if (depth == MAX_DEPTH) {
      throw new AvroRuntimeException("pairs of types nested more than " + MAX_DEPTH + " deep");
    }
    IdentityHashMap<Schema, Findings> ofReader =
        known.computeIfAbsent(reader, key -> new IdentityHashMap<>(2));
    Findings before = ofReader.putIfAbsent(writer, Findings.NONE);
    if (before != null) {
      return before;
    }
    depth++;
    Findings found = compareTypes(reader, writer);
    depth--;
    ofReader.put(writer, found);
    return found;
  }

  private void count() {
    if (++comparisons > MAX_COMPARISONS) {
      throw new AvroRuntimeException(
          "more than " + MAX_COMPARISONS + " types, fields and symbols to compare");
    }
  }

  private static boolean isPrimitive(Schema schema) {
    return schema.getType().compareTo(Schema.Type.STRING) >= 0;
  }

  private Findings compareTypes(Schema reader, Schema writer) {
    if (writer.getType() == Schema.Type.UNION) {
      return reader.getType() == Schema.Type.UNION
          ? unions(reader, writer)
          : branches(reader, writer);
    }
    if (reader.getType() == Schema.Type.UNION) {
      return anyCanRead(reader.getTypes(), writer)
          ? Findings.NONE
          : missingBranch(
              new Spot(readerPath, () -> Excerpt.of(reader)),
              new Spot(writerPath, () -> Excerpt.of(writer)),
              writer);
    }
    if (reader.getType() != writer.getType()) {
      return Promotions.contain(writer.getType(), reader.getType())
          ? Findings.NONE
          : typeMismatch(reader, writer);
    }
    return switch (reader.getType()) {
      case ARRAY -> compareAt("items", reader.getElementType(), writer.getElementType());
      case MAP -> compareAt("values", reader.getValueType(), writer.getValueType());
      case FIXED -> fixed(reader, writer);
      case ENUM -> enums(reader, writer);
      case RECORD -> records(reader, writer);
      default -> Findings.NONE;
    };
  }

  private boolean anyCanRead(List<Schema> readers, Schema writer) {
    for (Schema reader : readers) {
      if (canRead(reader, writer, writerPath)) {
        return true;
      }
    }
    return false;
  }

  private Findings unions(Schema reader, Schema writer) {
    Findings found = new Findings();
    for (int i = 0; i < writer.getTypes().size(); i++) {
      Schema branch = writer.getTypes().get(i);
      Path branchPath = new Path(writerPath, i);
      if (!canRead(reader, branch, branchPath)) {
        Spot missing = new Spot(new Path(readerPath, i), () -> null);
        found.add(missingBranch(missing, new Spot(branchPath, () -> Excerpt.of(branch)), branch));
      }
    }
    return found;
  }

  private Findings branches(Schema reader, Schema writer) {
    Findings found = new Findings();
    for (int i = 0; i < writer.getTypes().size(); i++) {
      found.add(compareAt(i, reader, writer.getTypes().get(i)));
    }
    return found;
  }

  private Findings fixed(Schema reader, Schema writer) {
    Findings found = names(reader, writer);
    int expected = writer.getFixedSize();
    int actual = reader.getFixedSize();
    if (expected != actual) {
      found.add(
          Findings.of(
              AvroRule.FIXED_SIZE_MISMATCH,
              inReader("size", () -> String.valueOf(actual)),
              inWriter("size", () -> String.valueOf(expected)),
              () -> "expected: " + expected + ", found: " + actual));
    }
    return found;
  }

  private Findings enums(Schema reader, Schema writer) {
    Findings found = names(reader, writer);
    if (reader.getEnumDefault() == null && !hasAllSymbols(reader, writer)) {
      found.add(
          Findings.of(
              AvroRule.MISSING_ENUM_SYMBOLS,
              inReader("symbols", () -> Excerpt.ofSymbols(reader)),
              inWriter("symbols", () -> Excerpt.ofSymbols(writer)),
              () -> missingSymbols(reader, writer).toString()));
    }
    return found;
  }

  private boolean hasAllSymbols(Schema reader, Schema writer) {
    for (String symbol : writer.getEnumSymbols()) {
      count();
      if (!reader.hasEnumSymbol(symbol)) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> missingSymbols(Schema reader, Schema writer) {
    Set<String> missing = new TreeSet<>(writer.getEnumSymbols());
    reader.getEnumSymbols().forEach(missing::remove);
    return missing;
  }

  private Findings records(Schema reader, Schema writer) {
    Findings found = names(reader, writer);
    Path readerFields = new Path(readerPath, "fields");
    Path writerFields = new Path(writerPath, "fields");
    for (Schema.Field field : reader.getFields()) {
      count();
      Path path = new Path(readerFields, field.pos());
      Schema.Field written = SchemaCompatibility.lookupWriterField(writer, field);
      found.add(
          written == null
              ? missingField(field, writer, path, writerFields)
              : compareAt(
                  new Path(path, "type"),
                  new Path(new Path(writerFields, written.pos()), "type"),
                  field.schema(),
                  written.schema()));
    }
    return found;
  }

  private Findings missingField(Schema.Field field, Schema writer, Path path, Path writerFields) {
    if (field.hasDefaultValue()) {
      return Findings.NONE;
    }
    if (field.schema().getType() == Schema.Type.ENUM && field.schema().getEnumDefault() != null) {
      // As in Avro, the enum's own default does not help: it is compared with the whole record.
      return compareAt(new Path(path, "type"), writerFields, field.schema(), writer);
    }
    return Findings.of(
        AvroRule.READER_FIELD_MISSING_DEFAULT_VALUE,
        new Spot(path, () -> Excerpt.ofField(field)),
        new Spot(writerFields, () -> null),
        field::name);
  }

  private Findings names(Schema reader, Schema writer) {
    Findings found = new Findings();
    if (!SchemaCompatibility.schemaNameEquals(reader, writer)) {
      found.add(
          Findings.of(
              AvroRule.NAME_MISMATCH,
              inReader("name", () -> Excerpt.ofName(reader.getFullName())),
              inWriter("name", () -> Excerpt.ofName(writer.getFullName())),
              () -> "expected: " + writer.getFullName()));
    }
    return found;
  }

  private Findings typeMismatch(Schema reader, Schema writer) {
    // No type stands where a list of fields does: a field is missing there.
    boolean missing = writerPath != null && writerPath.step().equals("fields");
    return Findings.of(
        AvroRule.TYPE_MISMATCH,
        new Spot(readerPath, () -> Excerpt.of(reader)),
        new Spot(writerPath, () -> missing ? null : Excerpt.of(writer)),
        () ->
            "reader type: %s not compatible with writer type: %s"
                .formatted(reader.getType(), writer.getType()));
  }

  private static Findings missingBranch(Spot union, Spot written, Schema writer) {
    return Findings.of(
        AvroRule.MISSING_UNION_BRANCH,
        union,
        written,
        () -> "reader union lacking writer type: " + writer.getType());
  }

  private Spot inReader(String step, Supplier<@Nullable String> value) {
    return new Spot(new Path(readerPath, step), value);
  }

  private Spot inWriter(String step, Supplier<@Nullable String> value) {
    return new Spot(new Path(writerPath, step), value);
  }
}
