package dev.stele.server.domain;

import dev.stele.schema.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The MD5 that identifies a content, as the reference registry computes it: text, references,
 * metadata and rule set, one after the other without separators. Neither the schema type nor the id
 * is in it.
 */
public final class ContentHash {
  private final MessageDigest md5;

  private ContentHash() {
    try {
      md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has MD5", e);
    }
  }

  /** The digest, its 16 bytes printed as a UUID. */
  public static UUID of(
      String text,
      List<Reference> references,
      Optional<Metadata> metadata,
      Optional<RuleSet> ruleSet) {
    return of(text, references.stream().map(RawReference::of).toList(), metadata, ruleSet);
  }

  /** The digest of a schema as it was sent. */
  static UUID of(Draft draft) {
    return of(draft.text(), draft.references(), draft.metadata(), draft.ruleSet());
  }

  private static UUID of(
      String text,
      Collection<RawReference> references,
      Optional<Metadata> metadata,
      Optional<RuleSet> ruleSet) {
    ContentHash hash = new ContentHash();
    hash.add(text);
    references.forEach(hash::add);
    metadata.ifPresent(hash::add);
    ruleSet.ifPresent(hash::add);
    ByteBuffer digest = ByteBuffer.wrap(hash.md5.digest());
    return new UUID(digest.getLong(), digest.getLong());
  }

  private void add(RawReference reference) {
    add(reference.name());
    add(reference.subject());
    if (reference.version() != null) {
      md5.update(ByteBuffer.allocate(Integer.BYTES).putInt(reference.version()).flip());
    }
  }

  private void add(Metadata metadata) {
    mark();
    metadata
        .tags()
        .forEach(
            (path, tags) -> {
              add(path);
              addAll(tags);
            });
    metadata
        .properties()
        .forEach(
            (key, value) -> {
              add(key);
              add(value);
            });
    addAll(metadata.sensitive());
  }

  private void add(RuleSet rules) {
    mark();
    rules.migrationRules().forEach(this::add);
    rules.domainRules().forEach(this::add);
    rules.encodingRules().forEach(this::add);
    if (rules.enableAt() != null) {
      add(rules.enableAt().name());
    }
  }

  private void add(Rule rule) {
    add(rule.name());
    add(rule.doc());
    add(rule.kind() == null ? null : rule.kind().name());
    add(rule.mode() == null ? null : rule.mode().name());
    add(rule.type());
    addAll(rule.tags());
    rule.params()
        .forEach(
            (key, value) -> {
              add(key);
              add(value);
            });
    add(rule.expr());
    add(rule.onSuccess());
    add(rule.onFailure());
    if (rule.disabled()) {
      mark();
    }
  }

  private void addAll(Collection<String> texts) {
    texts.forEach(this::add);
  }

  private void add(@Nullable String text) {
    if (text != null) {
      md5.update(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void mark() {
    md5.update((byte) 1);
  }
}
