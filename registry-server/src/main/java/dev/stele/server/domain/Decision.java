package dev.stele.server.domain;

import java.util.List;
import java.util.function.Function;

/** What a command leads to: facts to append and a reply, or a refusal. */
public sealed interface Decision<R> {

  // Java 17 has no exhaustive switch over types. A third case cannot be written without changing
  // this signature, and then every caller stops compiling.
  <T> T fold(Function<Accepted<R>, T> accepted, Function<RegistryError, T> rejected);

  /** The reply, where it is known that this is no refusal. */
  default R granted() {
    return fold(
        Accepted::reply,
        error -> {
          throw new IllegalStateException("It was accepted once: " + error.message());
        });
  }

  /** A reply that writes nothing. */
  static <R> Decision<R> unchanged(R reply) {
    return new Accepted<>(List.of(), reply);
  }

  /** The events go to the log in one transaction; the reply waits until they are applied. */
  record Accepted<R>(List<Event> events, R reply) implements Decision<R> {
    public Accepted {
      events = List.copyOf(events);
    }

    @Override
    public <T> T fold(Function<Accepted<R>, T> accepted, Function<RegistryError, T> rejected) {
      return accepted.apply(this);
    }
  }

  /** Nothing is written. */
  record Rejected<R>(RegistryError error) implements Decision<R> {
    @Override
    public <T> T fold(Function<Accepted<R>, T> accepted, Function<RegistryError, T> rejected) {
      return rejected.apply(error);
    }
  }
}
