package dev.stele.server.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.Stamp;
import dev.stele.server.history.Answer.Refused;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The words in which an answer is compared with what the model says.
 *
 * @param <R> the model's reply
 */
public interface Terms<R> {
  /** Whether an accepted answer says what the model does. */
  boolean agree(R expected, Object observed);

  /** Whether a refusal is the model's. */
  boolean agree(RegistryError expected, Refused observed);

  /** A reply as it is shown to people. */
  default Object shown(R expected) {
    return expected;
  }

  /**
   * Values of the domain. Stamps do not count: within a batch, where a fact will stand is not known
   * yet.
   */
  static <R> Terms<R> domain() {
    return new Terms<>() {
      @Override
      public boolean agree(R expected, Object observed) {
        return unstamped(expected).equals(unstamped(observed));
      }

      @Override
      public boolean agree(RegistryError expected, Refused observed) {
        return ErrorCodes.of(expected.kind()) == observed.code()
            && expected.message().equals(observed.message());
      }
    };
  }

  /**
   * JSON over HTTP: of an object the members that the model prints, where null stands for "not
   * there"; of anything else all. Refusals by their number.
   */
  static <R> Terms<R> json(Function<R, JsonNode> print) {
    return new Terms<>() {
      @Override
      public boolean agree(R expected, Object observed) {
        return observed instanceof JsonNode json && covers(print.apply(expected), json);
      }

      @Override
      public boolean agree(RegistryError expected, Refused observed) {
        return ErrorCodes.of(expected.kind()) == observed.code();
      }

      @Override
      public Object shown(R expected) {
        return print.apply(expected);
      }
    };
  }

  private static boolean covers(JsonNode expected, JsonNode observed) {
    if (!expected.isObject()) {
      return expected.equals(observed);
    }
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      JsonNode found = observed.path(member.getKey());
      boolean absent = found.isMissingNode() || found.isNull();
      if (member.getValue().isNull() ? !absent : !member.getValue().equals(found)) {
        return false;
      }
    }
    return observed.isObject();
  }

  private static Object unstamped(Object reply) {
    if (reply instanceof SchemaVersion v) {
      return new SchemaVersion(
          v.subject(), v.version(), v.id(), v.content(), v.deleted(), Stamp.PENDING);
    }
    return reply instanceof List<?> list ? list.stream().map(Terms::unstamped).toList() : reply;
  }
}
