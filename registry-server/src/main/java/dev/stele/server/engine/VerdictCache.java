package dev.stele.server.engine;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.EntityTags;
import dev.stele.schema.FieldNames;
import dev.stele.schema.Format;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.SourceRule;
import dev.stele.schema.TagEdit;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.domain.Verdicts.Parsed;
import dev.stele.server.domain.Verdicts.Reading;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What was found out about schema texts, within bounds. Facts about texts never change, so nothing
 * expires. They are kept by the texts' ids: parsed schemas weigh what their texts do, but that two
 * schemas agree weighs next to nothing, and is known long after the schemas were dropped.
 * Thread-safe.
 */
public final class VerdictCache {
  /** What each fact weighs in characters, besides the texts it holds. */
  private static final long OVERHEAD = 100;

  private static final Reading STORED = new Reading(Strictness.STORED, false);

  private final Map<SchemaType, Format> formats;
  private final Memory<Text, ParsedText> texts;
  private final Memory<Text, Parsed> readings;
  private final Memory<Resolution, List<Incompatibility>> resolutions;
  private final Memory<Sameness, Boolean> samenesses;
  private final Memory<Shape, Parsed> shapes;
  private final Memory<Writing, Parsed> writings;
  private final Memory<SchemaSource.Id, List<EntityTags>> tags;
  private final Memory<Edited, Parsed> edited;
  private final Memory<SchemaSource.Id, FieldNames> fields;

  record Text(SchemaSource.Id source, Reading reading) {}

  /** Of a change, or of a schema by itself, which is both of them then. */
  record Resolution(
      SchemaSource.Id reader, SchemaSource.Id writer, CompatibilityPolicy policy, boolean change) {}

  record Sameness(SchemaSource.Id one, SchemaSource.Id other) {}

  record Shape(SchemaSource.Id source, String name) {}

  record Writing(SchemaSource.Id ddl, String name) {}

  record Edited(SchemaSource.Id source, List<TagEdit> edits) {}

  /**
   * @param formats those built in, one per language
   * @param maxCharacters of all that is kept, about: half for parsed texts, which only workers
   *     need, the rest for what is known about them; 10,000 or more
   */
  public VerdictCache(List<Format> formats, long maxCharacters) {
    this.formats =
        formats.stream().collect(Collectors.toUnmodifiableMap(Format::type, Function.identity()));
    this.texts =
        new Memory<>(maxCharacters / 2, (text, understood) -> OVERHEAD + understood.characters());
    this.resolutions =
        new Memory<>(maxCharacters / 4, (resolution, found) -> OVERHEAD + length(found));
    this.readings = new Memory<>(maxCharacters / 12, (text, parsed) -> OVERHEAD + length(parsed));
    this.samenesses = new Memory<>(maxCharacters / 24, (sameness, same) -> OVERHEAD);
    this.shapes =
        new Memory<>(
            maxCharacters / 24, (shape, text) -> OVERHEAD + shape.name().length() + length(text));
    this.writings =
        new Memory<>(
            maxCharacters / 48,
            (writing, text) -> OVERHEAD + writing.name().length() + length(text));
    this.tags = new Memory<>(maxCharacters / 48, (source, found) -> lengthOfTags(found));
    this.edited =
        new Memory<>(
            maxCharacters / 48,
            (edited, text) -> OVERHEAD + lengthOfEdits(edited.edits()) + length(text));
    this.fields =
        new Memory<>(
            maxCharacters / 48,
            (source, names) -> OVERHEAD + names.all().stream().mapToLong(String::length).sum());
  }

  /** Only remembers: throws {@link Verdicts.MissingVerdict} for what is not known. Never blocks. */
  public Verdicts known() {
    return new Answers(false);
  }

  /** Finds out what is not known, and remembers it. For workers: it may take seconds. */
  public Verdicts computing() {
    return new Answers(true);
  }

  private final class Answers implements Verdicts {
    private final boolean mayCompute;

    Answers(boolean mayCompute) {
      this.mayCompute = mayCompute;
    }

    @Override
    public Parsed parse(SchemaSource source, Reading reading) {
      return ask(
          readings, new Text(source.id(), reading), () -> understand(source, reading).verdict());
    }

    @Override
    public List<Incompatibility> incompatibilities(
        SchemaSource reader, SchemaSource writer, CompatibilityPolicy policy) {
      return ask(
          resolutions,
          new Resolution(reader.id(), writer.id(), policy, true),
          () -> compare(understand(reader, STORED), understand(writer, STORED), policy));
    }

    @Override
    public List<Incompatibility> flaws(SchemaSource source, CompatibilityPolicy policy) {
      return ask(
          resolutions,
          new Resolution(source.id(), source.id(), policy, false),
          () -> understand(source, STORED).schema().map(s -> s.flaws(policy)).orElse(List.of()));
    }

    @Override
    public boolean equivalent(SchemaSource one, SchemaSource other) {
      return one.type().equals(other.type())
          && ask(
              samenesses,
              new Sameness(one.id(), other.id()),
              () -> {
                Optional<ParsedSchema> first = understand(one, STORED).schema();
                Optional<ParsedSchema> second = understand(other, STORED).schema();
                return first.flatMap(f -> second.map(f::equivalent)).orElse(false);
              });
    }

    @Override
    public Parsed formatted(SchemaSource source, String shape) {
      return ask(
          shapes,
          new Shape(source.id(), shape),
          () ->
              understand(source, STORED)
                  .schema()
                  .map(schema -> ParsedText.verdict(() -> schema.text(shape)))
                  .orElseGet(() -> new Parsed.Valid(source.text())));
    }

    @Override
    public Parsed ofLogical(SchemaSource ddl, String name) {
      return ask(
          writings,
          new Writing(ddl.id(), name),
          () -> {
            Format format = Objects.requireNonNull(formats.get(ddl.type()));
            return ParsedText.verdict(() -> format.ofLogical(ddl, name).canonicalText());
          });
    }

    @Override
    public List<EntityTags> tags(SchemaSource source) {
      return ask(tags, source.id(), () -> understand(source, STORED).tags());
    }

    @Override
    public Parsed tagged(SchemaSource source, List<TagEdit> edits) {
      return ask(
          edited, new Edited(source.id(), edits), () -> understand(source, STORED).tagged(edits));
    }

    @Override
    public FieldNames fieldNames(SchemaSource source) {
      return ask(
          fields,
          source.id(),
          () ->
              understand(source, STORED)
                  .schema()
                  .map(ParsedSchema::fieldNames)
                  .orElse(FieldNames.NONE));
    }

    @Override
    public boolean knows(SchemaType type) {
      return formats.containsKey(type);
    }

    private ParsedText understand(SchemaSource source, Reading reading) {
      return ask(
          texts,
          new Text(source.id(), reading),
          () ->
              reading.normalized()
                  ? understand(source, new Reading(reading.strictness(), false)).normalized()
                  : read(source, reading.strictness()));
    }

    private <Q, A> A ask(Memory<Q, A> memory, Q question, Supplier<A> work) {
      A known = memory.known(question);
      if (known != null) {
        return known;
      }
      if (!mayCompute) {
        throw new MissingVerdict();
      }
      return memory.get(question, work);
    }
  }

  private ParsedText read(SchemaSource source, Strictness strictness) {
    long characters = length(source);
    Format format = formats.get(source.type());
    return format == null
        ? ParsedText.invalid(
            characters,
            new Parsed.Invalid(false, "No format for " + source.type() + " is built in"))
        : ParsedText.of(characters, () -> format.parse(source, strictness));
  }

  private static List<Incompatibility> compare(
      ParsedText reader, ParsedText writer, CompatibilityPolicy policy) {
    for (ParsedText one : List.of(reader, writer)) {
      if (one.verdict() instanceof Parsed.Invalid invalid) {
        return List.of(Incompatibility.at(SourceRule.SCHEMA_UNREADABLE, "/", invalid.message()));
      }
    }
    try {
      return List.copyOf(
          reader.schema().orElseThrow().incompatibilities(writer.schema().orElseThrow(), policy));
    } catch (InvalidSchemaException e) {
      return List.of(Incompatibility.at(SourceRule.SCHEMA_UNREADABLE, "/", e.getMessage()));
    }
  }

  private static long length(SchemaSource source) {
    long length = source.text().length();
    for (SchemaSource.Dependency dependency : source.dependencies()) {
      length += dependency.text().length();
    }
    return length;
  }

  private static int length(Parsed parsed) {
    return parsed instanceof Parsed.Valid valid
        ? valid.canonicalText().length()
        : ((Parsed.Invalid) parsed).message().length();
  }

  private static long lengthOfTags(List<EntityTags> found) {
    long length = OVERHEAD;
    for (EntityTags bearer : found) {
      length += OVERHEAD + bearer.entity().path().length() + lengthOf(bearer.tags());
    }
    return length;
  }

  private static long lengthOfEdits(List<TagEdit> edits) {
    long length = 0;
    for (TagEdit edit : edits) {
      length += OVERHEAD + edit.entity().path().length();
      length += lengthOf(edit.added()) + lengthOf(edit.removed());
    }
    return length;
  }

  private static long lengthOf(List<String> tags) {
    return tags.stream().mapToLong(String::length).sum();
  }

  private static long length(List<Incompatibility> findings) {
    long length = 0;
    for (Incompatibility found : findings) {
      length += OVERHEAD + length(found.reader()) + length(found.writer());
      length += found.detail().length();
    }
    return length;
  }

  private static int length(Incompatibility.Place place) {
    return place.path().length() + (place.value() == null ? 0 : place.value().length());
  }
}
