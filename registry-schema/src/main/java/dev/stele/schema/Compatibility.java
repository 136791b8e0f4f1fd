package dev.stele.schema;

import dev.stele.schema.Explanation.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Decides whether a schema may follow the versions before it. Knows no format: what a reader cannot
 * read of a writer is asked of a function, which may answer from a cache. Stateless apart from that
 * function.
 *
 * @param <S> what stands for a schema: a {@link ParsedSchema}, or a {@link SchemaSource} whose
 *     comparisons are remembered
 */
public final class Compatibility<S> {
  private final Function<S, SchemaType> type;
  private final BiFunction<S, S, List<Incompatibility>> comparison;

  /**
   * @param comparison from reader and writer, both of one type, to what keeps the one from reading
   *     the other; its exceptions are passed on
   */
  public Compatibility(
      Function<S, SchemaType> type, BiFunction<S, S, List<Incompatibility>> comparison) {
    this.type = type;
    this.comparison = comparison;
  }

  /** The check on parsed schemas, each pair compared when asked. */
  public static Compatibility<ParsedSchema> ofParsed(CompatibilityPolicy policy) {
    return new Compatibility<>(
        ParsedSchema::type, (reader, writer) -> reader.incompatibilities(writer, policy));
  }

  /** A registered schema and its number within the subject. */
  public record Version<S>(int number, S schema) {}

  /**
   * Compares a candidate with the versions that the level protects: the latest, or all of them if
   * the level is transitive.
   *
   * @param history newest first
   * @return the newest version the candidate conflicts with; older ones are not looked at
   */
  public Optional<Conflict<S>> check(
      CompatibilityLevel level, S candidate, List<Version<S>> history) {
    if (level == CompatibilityLevel.NONE || history.isEmpty()) {
      return Optional.empty();
    }
    List<Version<S>> compared = level.isTransitive() ? history : history.subList(0, 1);
    for (Version<S> version : compared) {
      Conflict<S> conflict = compare(level, candidate, version);
      if (!conflict.isEmpty()) {
        return Optional.of(conflict);
      }
    }
    return Optional.empty();
  }

  /**
   * What all levels would say. Two searches answer for the seven: whatever a level refuses, the
   * newest version in conflict in one of the directions is to blame.
   *
   * @param history newest first
   */
  public Explanation explain(S candidate, List<Version<S>> history) {
    List<Obstacle> obstacles = new ArrayList<>();
    check(CompatibilityLevel.BACKWARD_TRANSITIVE, candidate, history)
        .ifPresent(conflict -> obstacles.add(obstacle(conflict, candidate, Direction.BACKWARD)));
    check(CompatibilityLevel.FORWARD_TRANSITIVE, candidate, history)
        .ifPresent(conflict -> obstacles.add(obstacle(conflict, candidate, Direction.FORWARD)));
    return new Explanation(history.isEmpty() ? 0 : history.get(0).number(), obstacles);
  }

  private Obstacle obstacle(Conflict<S> conflict, S candidate, Direction direction) {
    int number = conflict.version().number();
    boolean backward = direction == Direction.BACKWARD;
    if (conflict.sameType()) {
      return new Obstacle(direction, number, backward ? conflict.backward() : conflict.forward());
    }
    SchemaType sent = type.apply(candidate);
    SchemaType old = type.apply(conflict.version().schema());
    return new Obstacle(
        direction,
        number,
        List.of(backward ? SourceRule.typeChanged(sent, old) : SourceRule.typeChanged(old, sent)));
  }

  private Conflict<S> compare(CompatibilityLevel level, S candidate, Version<S> version) {
    S old = version.schema();
    boolean sameType = type.apply(candidate).equals(type.apply(old));
    List<Incompatibility> forward =
        sameType && level.isForward() ? comparison.apply(old, candidate) : List.of();
    List<Incompatibility> backward =
        sameType && level.isBackward() ? comparison.apply(candidate, old) : List.of();
    return new Conflict<>(level, version, sameType, forward, backward);
  }

  /** What the reference registry's messages end with: what was asked for. */
  public static String settings(CompatibilityLevel level, boolean validateFields) {
    return "{validateFields: '" + validateFields + "', compatibility: '" + level.name() + "'}";
  }

  /**
   * Why a candidate may not follow a version.
   *
   * @param sameType false if the two are written in different languages; nothing else is then known
   * @param forward what keeps the old schema from reading the candidate's data
   * @param backward what keeps the candidate from reading the old schema's data
   */
  public record Conflict<S>(
      CompatibilityLevel level,
      Version<S> version,
      boolean sameType,
      List<Incompatibility> forward,
      List<Incompatibility> backward) {
    /** Longer texts are cut in messages, in characters. */
    static final int MAX_QUOTED_CHARS = 10_240;

    public Conflict {
      forward = List.copyOf(forward);
      backward = List.copyOf(backward);
    }

    private boolean isEmpty() {
      return sameType && forward.isEmpty() && backward.isEmpty();
    }

    /**
     * The reference registry's messages, to the letter and in its order. It quotes the old schema
     * at the end of a direction's list, but of the two lists of a FULL level only after the second.
     *
     * @param oldText the conflicting version's text as stored
     * @param flaws what is to be said of the candidate by itself
     * @param validateFields whether reserved fields are checked too, which the messages mention
     */
    public List<String> messages(String oldText, List<String> flaws, boolean validateFields) {
      List<String> messages = new ArrayList<>();
      if (!sameType) {
        messages.add("Incompatible because of different schema type");
      }
      List<String> read = Headings.without(forward, Direction.FORWARD);
      List<String> reads = Headings.without(backward, Direction.BACKWARD);
      messages.addAll(read);
      messages.addAll(reads);
      if (!(level.isBackward() ? reads : read).isEmpty()) {
        messages.add("{oldSchemaVersion: " + version.number() + "}");
        messages.add("{oldSchema: " + quoted(oldText) + "}");
      }
      messages.addAll(flaws);
      messages.addAll(Headings.with(backward, Direction.BACKWARD));
      messages.addAll(Headings.with(forward, Direction.FORWARD));
      messages.add(settings(level, validateFields));
      return messages;
    }

    private static String quoted(String text) {
      return text.length() <= MAX_QUOTED_CHARS
          ? "'" + text + "'"
          : "<truncated> '" + text.substring(0, MAX_QUOTED_CHARS) + "...'";
    }
  }
}
