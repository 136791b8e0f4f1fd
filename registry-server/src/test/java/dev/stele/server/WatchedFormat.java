package dev.stele.server;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.EntityTags;
import dev.stele.schema.FieldNames;
import dev.stele.schema.Format;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.TagEdit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A schema language that notes which threads do its work. */
final class WatchedFormat implements Format {
  private final Format format;
  private final Map<String, Set<String>> threads = new ConcurrentHashMap<>();

  WatchedFormat(Format format) {
    this.format = format;
  }

  /** Names of threads, by what they did. */
  Map<String, Set<String>> threads() {
    return threads;
  }

  private void note(String work) {
    threads
        .computeIfAbsent(work, first -> ConcurrentHashMap.newKeySet())
        .add(Thread.currentThread().getName());
  }

  @Override
  public SchemaType type() {
    return format.type();
  }

  @Override
  public ParsedSchema parse(SchemaSource source, Strictness strictness) {
    note("parse");
    return new Watched(format.parse(source, strictness));
  }

  @Override
  public ParsedSchema ofLogical(SchemaSource ddl, String name) {
    note("ofLogical");
    return new Watched(format.ofLogical(ddl, name));
  }

  private final class Watched implements ParsedSchema {
    private final ParsedSchema schema;

    private Watched(ParsedSchema schema) {
      this.schema = schema;
    }

    @Override
    public SchemaType type() {
      return schema.type();
    }

    @Override
    public String canonicalText() {
      note("canonicalText");
      return schema.canonicalText();
    }

    @Override
    public ParsedSchema normalized() {
      note("normalized");
      return new Watched(schema.normalized());
    }

    @Override
    public String text(String shape) {
      note("text");
      return schema.text(shape);
    }

    @Override
    public List<EntityTags> tags() {
      note("tags");
      return schema.tags();
    }

    @Override
    public String tagged(List<TagEdit> edits) {
      note("tagged");
      return schema.tagged(edits);
    }

    @Override
    public FieldNames fieldNames() {
      note("fieldNames");
      return schema.fieldNames();
    }

    @Override
    public boolean equivalent(ParsedSchema other) {
      note("equivalent");
      return schema.equivalent(((Watched) other).schema);
    }

    @Override
    public List<Incompatibility> flaws(CompatibilityPolicy policy) {
      note("flaws");
      return schema.flaws(policy);
    }

    @Override
    public List<Incompatibility> incompatibilities(
        ParsedSchema writer, CompatibilityPolicy policy) {
      note("incompatibilities");
      return schema.incompatibilities(((Watched) writer).schema, policy);
    }
  }
}
