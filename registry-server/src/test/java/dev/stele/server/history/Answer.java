package dev.stele.server.history;

import dev.stele.server.domain.RegistryError;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.engine.RefusedException;
import dev.stele.server.engine.UnavailableException;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a client was told. */
public sealed interface Answer {
  /** The offset of {@code _schemas} behind what the answer says, where it says one. */
  default OptionalLong offset() {
    return OptionalLong.empty();
  }

  /**
   * It was done, or there was nothing to do.
   *
   * @param reply in the words the action's {@link Terms} compare: a value of the domain, or JSON
   */
  record Accepted(Object reply, OptionalLong offset) implements Answer {}

  /**
   * It was refused: nothing was written.
   *
   * @param code five digits, as the Confluent API counts
   * @param message for people; compared where the terms say so
   */
  record Refused(int code, String message, OptionalLong offset) implements Answer {
    public static Refused of(RegistryError error, OptionalLong offset) {
      return new Refused(ErrorCodes.of(error.kind()), error.message(), offset);
    }
  }

  /** It was not done, and never will be (503). */
  record NotDone(String reason) implements Answer {}

  /** Nobody knows (50002, a lost connection, a killed process), or no answer came. */
  record Unknown(String reason) implements Answer {}

  /** Whether it says something about the registry. */
  default boolean isTelling() {
    return this instanceof Accepted || this instanceof Refused;
  }

  /**
   * What an engine answered.
   *
   * @param done null if it failed
   * @param failure null if it did not
   */
  static Answer ofEngine(@Nullable Done<?> done, @Nullable Throwable failure) {
    if (done != null && done.reply() != null) {
      return new Accepted(done.reply(), OptionalLong.of(done.offset()));
    }
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RefusedException refused) {
      return Refused.of(refused.error(), OptionalLong.of(refused.offset()));
    }
    return cause instanceof UnavailableException unavailable
            && unavailable.reason() != UnavailableException.Reason.UNKNOWN
        ? new NotDone(unavailable.reason() + ": " + unavailable.getMessage())
        : new Unknown(String.valueOf(cause));
  }
}
