package dev.stele.server.engine;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.EntityTags;
import dev.stele.schema.FieldNames;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.TagEdit;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.engine.VerdictCache.Edited;
import dev.stele.server.engine.VerdictCache.Resolution;
import dev.stele.server.engine.VerdictCache.Sameness;
import dev.stele.server.engine.VerdictCache.Shape;
import dev.stele.server.engine.VerdictCache.Text;
import dev.stele.server.engine.VerdictCache.Writing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The verdicts that one command has met, kept with it: what it depends on may be more than the
 * cache holds. Passed from thread to thread with its command.
 */
final class Notes {
  private final Map<Text, Verdicts.Parsed> readings = new HashMap<>();
  private final Map<Resolution, List<Incompatibility>> resolutions = new HashMap<>();
  private final Map<Sameness, Boolean> samenesses = new HashMap<>();
  private final Map<Shape, Verdicts.Parsed> shapes = new HashMap<>();
  private final Map<SchemaSource.Id, FieldNames> fields = new HashMap<>();
  private final Map<SchemaSource.Id, List<EntityTags>> tags = new HashMap<>();
  private final Map<Writing, Verdicts.Parsed> writings = new HashMap<>();
  private final Map<Edited, Verdicts.Parsed> edited = new HashMap<>();

  /** What was met before, and for all else what another source says. */
  Verdicts over(Verdicts source) {
    return new Noting(source);
  }

  private final class Noting implements Verdicts {
    private final Verdicts source;

    Noting(Verdicts source) {
      this.source = source;
    }

    @Override
    public Parsed parse(SchemaSource text, Reading reading) {
      return noted(readings, new Text(text.id(), reading), () -> source.parse(text, reading));
    }

    @Override
    public List<Incompatibility> incompatibilities(
        SchemaSource reader, SchemaSource writer, CompatibilityPolicy policy) {
      return noted(
          resolutions,
          new Resolution(reader.id(), writer.id(), policy, true),
          () -> source.incompatibilities(reader, writer, policy));
    }

    @Override
    public List<Incompatibility> flaws(SchemaSource text, CompatibilityPolicy policy) {
      return noted(
          resolutions,
          new Resolution(text.id(), text.id(), policy, false),
          () -> source.flaws(text, policy));
    }

    @Override
    public boolean equivalent(SchemaSource one, SchemaSource other) {
      return noted(
          samenesses, new Sameness(one.id(), other.id()), () -> source.equivalent(one, other));
    }

    @Override
    public Parsed formatted(SchemaSource text, String shape) {
      return noted(shapes, new Shape(text.id(), shape), () -> source.formatted(text, shape));
    }

    @Override
    public Parsed ofLogical(SchemaSource ddl, String name) {
      return noted(writings, new Writing(ddl.id(), name), () -> source.ofLogical(ddl, name));
    }

    @Override
    public FieldNames fieldNames(SchemaSource text) {
      return noted(fields, text.id(), () -> source.fieldNames(text));
    }

    @Override
    public List<EntityTags> tags(SchemaSource text) {
      return noted(tags, text.id(), () -> source.tags(text));
    }

    @Override
    public Parsed tagged(SchemaSource text, List<TagEdit> edits) {
      return noted(edited, new Edited(text.id(), edits), () -> source.tagged(text, edits));
    }

    @Override
    public boolean knows(SchemaType type) {
      return source.knows(type);
    }
  }

  // Not computeIfAbsent: a source may say that it does not know, by throwing.
  private static <Q, A> A noted(Map<Q, A> notes, Q question, Supplier<A> source) {
    A before = notes.get(question);
    if (before != null) {
      return before;
    }
    A answer = source.get();
    notes.put(question, answer);
    return answer;
  }
}
