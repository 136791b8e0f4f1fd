package dev.stele.serde.client;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of a data contract. Immutable and thread-safe.
 *
 * @param name unique in its rule set
 * @param type names what executes it, for instance {@code CEL}
 * @param tags the tags of the fields it is about; none for all
 * @param params free text by name, for what executes it
 * @param expr the rule's text, in a language its type knows
 * @param onSuccess the type of the action to run after success; two, separated by a comma, for the
 *     two directions of {@link Mode#WRITEREAD} and {@link Mode#UPDOWN}
 * @param onFailure the same after a failure
 */
public record Rule(
    String name,
    Optional<String> doc,
    Kind kind,
    Mode mode,
    String type,
    Set<String> tags,
    Map<String, String> params,
    Optional<String> expr,
    Optional<String> onSuccess,
    Optional<String> onFailure,
    boolean disabled) {
  public Rule {
    tags = Set.copyOf(tags);
    params = Map.copyOf(params);
  }

  /** What a rule does with a message. */
  public enum Kind {
    /** Looks at it and lets it pass or not. */
    CONDITION,
    /** Makes another one of it. */
    TRANSFORM
  }

  /** When a rule applies. */
  public enum Mode {
    UPGRADE,
    DOWNGRADE,
    /** Both of the above. */
    UPDOWN,
    WRITE,
    READ,
    /** Both of the above. */
    WRITEREAD;

    /** Whether a rule of this mode applies in a direction, which is not a mode of two. */
    public boolean covers(Mode direction) {
      return switch (this) {
        case UPDOWN -> direction == UPGRADE || direction == DOWNGRADE;
        case WRITEREAD -> direction == WRITE || direction == READ;
        default -> this == direction;
      };
    }
  }
}
