package dev.stele.server.history;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.EntityTags;
import dev.stele.schema.FieldNames;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.TagEdit;
import dev.stele.server.domain.DirectVerdicts;
import dev.stele.server.domain.Verdicts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Asks another only once, and remembers everything: a history has few texts. Not thread-safe. */
public final class CachedVerdicts implements Verdicts {
  private final Verdicts source;
  private final Map<List<Object>, Object> answers = new HashMap<>();

  public CachedVerdicts(Verdicts source) {
    this.source = source;
  }

  public static CachedVerdicts avro() {
    return new CachedVerdicts(new DirectVerdicts());
  }

  @Override
  public Parsed parse(SchemaSource text, Reading reading) {
    return remembered(List.of("parse", text, reading), () -> source.parse(text, reading));
  }

  @Override
  public List<Incompatibility> incompatibilities(
      SchemaSource reader, SchemaSource writer, CompatibilityPolicy policy) {
    return remembered(
        List.of("incompatibilities", reader, writer, policy),
        () -> source.incompatibilities(reader, writer, policy));
  }

  @Override
  public List<Incompatibility> flaws(SchemaSource text, CompatibilityPolicy policy) {
    return remembered(List.of("flaws", text, policy), () -> source.flaws(text, policy));
  }

  @Override
  public boolean equivalent(SchemaSource one, SchemaSource other) {
    return remembered(List.of("equivalent", one, other), () -> source.equivalent(one, other));
  }

  @Override
  public Parsed formatted(SchemaSource text, String shape) {
    return remembered(List.of("formatted", text, shape), () -> source.formatted(text, shape));
  }

  @Override
  public Parsed ofLogical(SchemaSource ddl, String name) {
    return remembered(List.of("ofLogical", ddl, name), () -> source.ofLogical(ddl, name));
  }

  @Override
  public List<EntityTags> tags(SchemaSource text) {
    return remembered(List.of("tags", text), () -> source.tags(text));
  }

  @Override
  public Parsed tagged(SchemaSource text, List<TagEdit> edits) {
    return remembered(List.of("tagged", text, edits), () -> source.tagged(text, edits));
  }

  @Override
  public FieldNames fieldNames(SchemaSource text) {
    return remembered(List.of("fieldNames", text), () -> source.fieldNames(text));
  }

  @Override
  public boolean knows(SchemaType type) {
    return source.knows(type);
  }

  @SuppressWarnings("unchecked") // the question's first word tells what the answer is
  private <T> T remembered(List<Object> question, Supplier<T> answer) {
    Object known = answers.get(question);
    if (known == null) {
      known = answer.get();
      answers.put(question, known);
    }
    return (T) known;
  }
}
