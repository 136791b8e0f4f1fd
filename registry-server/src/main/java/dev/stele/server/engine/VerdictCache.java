package dev.stele.server.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.SourceRule;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.domain.Verdicts.Parsed;
import dev.stele.server.domain.Verdicts.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What was found out about schema texts, within bounds. Facts about texts never change, so nothing
 * expires. Thread-safe.
 */
public final class VerdictCache {
  // Of a question and its answer, in characters, without the texts.
  private static final long OVERHEAD = 200;
  // However long a text is, it must stay long enough to be decided on.
  private static final int LARGEST_SHARE = 8;
  private static final Reading STORED = new Reading(false, false);

  private final Map<SchemaType, Format> formats;
  private final Cache<Question<?>, Object> answers;

  /**
   * @param formats those built in, one per language
   * @param maxCharacters of the texts in all questions kept, about; 10,000 or more
   */
  public VerdictCache(List<Format> formats, long maxCharacters) {
    this.formats =
        formats.stream().collect(Collectors.toUnmodifiableMap(Format::type, Function.identity()));
    long most = Math.min(Integer.MAX_VALUE, maxCharacters / LARGEST_SHARE);
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(maxCharacters)
            .<Question<?>, Object>weigher(
                (question, answer) -> (int) Math.min(most, length(question)))
            .build();
  }

  /** Only remembers: throws {@link Verdicts.MissingVerdict} for what is not known. Never blocks. */
  Verdicts known() {
    return new Memory(false);
  }

  /** Finds out what is not known, and remembers it. For workers: it may take seconds. */
  Verdicts computing() {
    return new Memory(true);
  }

  /** What can be asked about texts; the key under which the answer, an {@code A}, is kept. */
  private sealed interface Question<A> {
    List<SchemaSource> sources();
  }

  private record Text(List<SchemaSource> sources, Reading reading)
      implements Question<Understood> {}

  private record Shape(List<SchemaSource> sources, String name) implements Question<String> {}

  /** Of reader and writer. */
  private record Resolution(List<SchemaSource> sources, CompatibilityPolicy policy)
      implements Question<List<Incompatibility>> {}

  private record Sameness(List<SchemaSource> sources) implements Question<Boolean> {}

  private static long length(Question<?> question) {
    long length = OVERHEAD;
    for (SchemaSource source : question.sources()) {
      length += source.text().length();
      for (SchemaSource.Dependency dependency : source.dependencies()) {
        length += dependency.text().length();
      }
    }
    return length;
  }

  /**
   * A text as it was understood.
   *
   * @param schema empty if it is not one
   */
  private record Understood(Optional<ParsedSchema> schema, Parsed verdict) {
    static Understood of(Supplier<ParsedSchema> parsing) {
      try {
        ParsedSchema schema = parsing.get();
        return new Understood(Optional.of(schema), new Parsed.Valid(schema.canonicalText()));
      } catch (InvalidSchemaException e) {
        boolean parsed = e.phase() == InvalidSchemaException.Phase.VALIDATE;
        return invalid(parsed, e.getMessage());
      }
    }

    static Understood invalid(boolean parsed, String message) {
      return new Understood(Optional.empty(), new Parsed.Invalid(parsed, message));
    }
  }

  private final class Memory implements Verdicts {
    private final boolean mayCompute;

    Memory(boolean mayCompute) {
      this.mayCompute = mayCompute;
    }

    @Override
    public Parsed parse(SchemaSource source, Reading reading) {
      return understand(source, reading).verdict();
    }

    @Override
    public List<Incompatibility> incompatibilities(
        SchemaSource reader, SchemaSource writer, CompatibilityPolicy policy) {
      return ask(
          new Resolution(List.of(reader, writer), policy),
          () -> {
            Understood reading = understand(reader, STORED);
            Understood written = understand(writer, STORED);
            return () -> compare(reading, written, policy);
          });
    }

    @Override
    public boolean equivalent(SchemaSource one, SchemaSource other) {
      if (!one.type().equals(other.type())) {
        return false;
      }
      return ask(
          new Sameness(List.of(one, other)),
          () -> {
            Optional<ParsedSchema> first = understand(one, STORED).schema();
            Optional<ParsedSchema> second = understand(other, STORED).schema();
            return () -> first.flatMap(f -> second.map(f::equivalent)).orElse(false);
          });
    }

    @Override
    public String formatted(SchemaSource source, String shape) {
      return ask(
          new Shape(List.of(source), shape),
          () -> {
            Optional<ParsedSchema> schema = understand(source, STORED).schema();
            return () -> schema.map(s -> s.text(shape)).orElse(source.text());
          });
    }

    @Override
    public boolean knows(SchemaType type) {
      return formats.containsKey(type);
    }

    private Understood understand(SchemaSource source, Reading reading) {
      return ask(
          new Text(List.of(source), reading),
          () -> {
            if (!reading.normalized()) {
              return () -> read(source, reading.asNew());
            }
            Understood written = understand(source, new Reading(reading.asNew(), false));
            return () -> written.schema().map(s -> Understood.of(s::normalized)).orElse(written);
          });
    }

    /**
     * @param preparation asks for what the answer is computed from, so that nothing is asked for
     *     while the cache computes
     */
    // The question's type fixes the answer's, and only this method puts answers in.
    @SuppressWarnings("unchecked")
    private <A> A ask(Question<A> question, Supplier<Supplier<A>> preparation) {
      Object known = answers.getIfPresent(question);
      if (known != null) {
        return (A) known;
      }
      Supplier<A> work = preparation.get();
      if (!mayCompute) {
        throw new MissingVerdict();
      }
      return (A) answers.get(question, asked -> work.get());
    }
  }

  private Understood read(SchemaSource source, boolean asNew) {
    Format format = formats.get(source.type());
    return format == null
        ? Understood.invalid(false, "No format for " + source.type() + " is built in")
        : Understood.of(() -> format.parse(source, asNew ? Strictness.NEW : Strictness.STORED));
  }

  private static List<Incompatibility> compare(
      Understood reader, Understood writer, CompatibilityPolicy policy) {
    for (Understood one : List.of(reader, writer)) {
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
}
