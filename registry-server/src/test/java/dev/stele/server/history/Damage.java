package dev.stele.server.history;

import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.history.Answer.Accepted;
import dev.stele.server.history.Answer.Refused;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/** What can be done to a correct history so that it is none any more, mostly. */
enum Damage {
  /** Two registrations are told each other's reply. */
  REPLIES_SWAPPED,
  /** Two writes far from each other happened at each other's time. */
  TIMES_SWAPPED,
  /** Two refusals far from each other happened at each other's time. */
  REFUSALS_SWAPPED;

  private static final int TRIES = 1_000;

  /**
   * Damages two writes.
   *
   * @return whether there were two for it
   */
  boolean done(List<Operation> operations, Random random) {
    for (int tries = 0; tries < TRIES; tries++) {
      int i = random.nextInt(operations.size());
      int j = random.nextInt(operations.size());
      Operation one = operations.get(i);
      Operation other = operations.get(j);
      if (i != j && isWrite(one) && isWrite(other) && fits(one, other)) {
        operations.set(i, merged(one, other));
        operations.set(j, merged(other, one));
        return true;
      }
    }
    return false;
  }

  private boolean fits(Operation one, Operation other) {
    return switch (this) {
      case REPLIES_SWAPPED -> id(one) > 0 && id(other) > 0 && id(one) != id(other);
      case TIMES_SWAPPED ->
          one.answer() instanceof Accepted
              && other.answer() instanceof Accepted
              && areFarApart(one, other);
      case REFUSALS_SWAPPED ->
          one.answer() instanceof Refused
              && other.answer() instanceof Refused
              && areFarApart(one, other);
    };
  }

  /** The first with something of the other. */
  private Operation merged(Operation one, Operation other) {
    return this == REPLIES_SWAPPED
        ? changed(one, one.called(), one.returned(), other.answer())
        : changed(one, other.called(), other.returned(), one.answer());
  }

  private static boolean isWrite(Operation operation) {
    return operation.action().kind() == Action.Kind.WRITE;
  }

  private static int id(Operation operation) {
    return operation.answer() instanceof Accepted accepted
            && accepted.reply() instanceof SchemaVersion version
        ? version.id()
        : 0;
  }

  private static boolean areFarApart(Operation one, Operation other) {
    return one.isBefore(other.called() - 50) || other.isBefore(one.called() - 50);
  }

  private static Operation changed(
      Operation old, long called, OptionalLong returned, Answer answer) {
    return new Operation(
        old.request(),
        old.client(),
        old.node(),
        called,
        returned,
        old.action(),
        answer,
        old.floor());
  }
}
