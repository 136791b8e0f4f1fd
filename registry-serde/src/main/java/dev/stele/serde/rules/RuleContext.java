package dev.stele.serde.rules;

import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.Rule;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One run of a rule: the rule, and where in the way of a message it runs. Only this library
 * implements it, and later versions may add to it.
 *
 * <p>Belongs to one message and is valid while the rule or its action runs.
 */
public interface RuleContext {
  /** The rule that runs, or whose action does. */
  Rule rule();

  /** What the rule is part of. */
  RulePhase phase();

  /** The direction: {@code WRITE}, {@code READ}, {@code UPGRADE} or {@code DOWNGRADE}. */
  Rule.Mode mode();

  /** Null if the message belongs to no topic. */
  @Nullable String topic();

  /** Whether the message is a record's key, not its value. */
  boolean isKey();

  /** With its context, if it is not in the default one; empty if the strategy names none. */
  String subject();

  /**
   * The schema whose rule this is, with all its metadata and rules. In migrations that is the newer
   * one of {@link #source} and {@link #target}.
   */
  RegisteredSchema schema();

  /**
   * The schema the message is of before the rule: in migrations the version it comes from, else the
   * same as {@link #schema}.
   */
  RegisteredSchema source();

  /**
   * The schema the message is of after the rule: in migrations the version it goes to, else the
   * same as {@link #schema}.
   */
  RegisteredSchema target();

  /** The record's; null if there is no record. Open to change when writing. */
  @Nullable Headers headers();

  /** The message as it was before the first rule of this phase. */
  Object original();

  /** The record's key, as an object, as far as it is known: while the key itself is processed. */
  Optional<Object> key();

  /**
   * The value of a parameter: from the rule's params, else from the properties in the metadata of
   * {@link #target}, else from the settings as {@link RulePlugin#configure} got them.
   */
  Optional<String> parameter(String name);

  /**
   * What was made by an earlier run of this rule for the same schema, topic and subject, and is
   * made now if this is the first. Takes no lock from then on. Made anew only when the schema's
   * rules are prepared anew: after the schema was forgotten among many others, or if threads race
   * for its first message.
   *
   * @param make runs once for all threads; what it throws is passed on, and the next run tries
   *     again
   * @throws ClassCastException if it is of another type
   */
  <T> T once(Class<T> type, Supplier<T> make);

  /**
   * All tags of a field: those it bears in the schema's text, and those the metadata of {@link
   * #target} gives to its path. Worth keeping by {@link #once}.
   *
   * @param path the field's full name: that of its record or message, a dot, its own. Tags in the
   *     metadata may have {@code *} for anything but dots, {@code **} for anything, {@code ?} for
   *     one character that is no dot, and {@code \} in front of a character that means itself
   * @param inline the tags in the text
   */
  Set<String> tags(String path, Set<String> inline);

  /** Whether the rule is about fields with these tags: it has no tags, or one of them. */
  boolean concerns(Set<String> tags);
}
