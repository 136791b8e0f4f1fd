package dev.stele.server.domain;

import dev.stele.schema.HashedText;
import dev.stele.schema.SchemaType;
import java.util.List;
import java.util.Optional;

/**
 * A schema as a client sent it.
 *
 * @param hashed the text as written; blank for "the same as the latest"
 * @param references as written; version -1 for "the latest"
 * @param metadata empty for "as before"
 * @param ruleSet empty for "as before"
 * @param numbers heeded where it is to be registered, as is {@code tagging}; elsewhere only quoted
 */
public record Draft(
    SchemaType type,
    HashedText hashed,
    List<RawReference> references,
    Optional<Metadata> metadata,
    Optional<RuleSet> ruleSet,
    Numbers numbers,
    Tagging tagging) {
  public Draft {
    references = List.copyOf(references);
  }

  /** A draft whose text nobody has hashed yet, for any version and id. */
  public Draft(
      SchemaType type,
      String text,
      List<RawReference> references,
      Optional<Metadata> metadata,
      Optional<RuleSet> ruleSet) {
    this(type, new HashedText(text), references, metadata, ruleSet, Numbers.ANY, Tagging.NONE);
  }

  /** A text without references. */
  public static Draft of(SchemaType type, String text) {
    return new Draft(type, text, List.of(), Optional.empty(), Optional.empty());
  }

  /** The same with numbers of its own. */
  public Draft with(Numbers wanted) {
    return new Draft(type, hashed, references, metadata, ruleSet, wanted, tagging);
  }

  /** The same in another language. */
  public Draft with(SchemaType other) {
    return new Draft(other, hashed, references, metadata, ruleSet, numbers, tagging);
  }

  /** The same with other tags. */
  public Draft with(Tagging wanted) {
    return new Draft(type, hashed, references, metadata, ruleSet, numbers, wanted);
  }

  /** The same with other references. */
  Draft with(List<RawReference> others) {
    return new Draft(type, hashed, others, metadata, ruleSet, numbers, tagging);
  }

  /** The same with another text. */
  Draft with(HashedText other) {
    return new Draft(type, other, references, metadata, ruleSet, numbers, tagging);
  }

  public String text() {
    return hashed.text();
  }

  boolean isEmpty() {
    return text().isBlank();
  }
}
