package dev.stele.server.log;

import dev.stele.server.log.LogException.Reason;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** What Kafka's exceptions mean for a writer, with the command that helps where there is one. */
final class Failures {
  private final OperatorCommands commands;
  private final String transactionalId;

  Failures(OperatorCommands commands, String transactionalId) {
    this.commands = commands;
    this.transactionalId = transactionalId;
  }

  /** Of something that failed before a transaction's end was asked for: nothing was written. */
  LogException beforeEnd(Throwable failure) {
    if (isTooLarge(failure)) {
      return new LogException(Reason.TOO_LARGE, text(failure), failure);
    }
    if (isFenced(failure)) {
      return new LogException(Reason.ROLE_LOST, "Another node has claimed the log", failure);
    }
    Optional<String> grant = grant(failure);
    return grant.isPresent()
        ? new LogException(Reason.FORBIDDEN, "Kafka forbids it. Grant it: " + grant.get(), failure)
        : new LogException(Reason.UNAVAILABLE, "Kafka failed: " + text(failure), failure);
  }

  /** Of a transaction's end: it may have been committed. */
  LogException atEnd(Throwable failure) {
    return new LogException(
        Reason.ROLE_LOST, "Kafka did not confirm the transaction: " + text(failure), failure);
  }

  static boolean isTooLarge(Throwable failure) {
    return cause(failure, RecordTooLargeException.class).isPresent();
  }

  private static boolean isFenced(Throwable failure) {
    return cause(failure, ProducerFencedException.class).isPresent()
        || cause(failure, InvalidProducerEpochException.class).isPresent()
        || cause(failure, InvalidPidMappingException.class).isPresent();
  }

  private Optional<String> grant(Throwable failure) {
    Optional<String> topic =
        cause(failure, TopicAuthorizationException.class)
            .flatMap(denied -> denied.unauthorizedTopics().stream().findFirst())
            .map(
                name ->
                    commands.grantTopic(name, List.of(AclOperation.WRITE, AclOperation.DESCRIBE)));
    return topic
        .or(
            () ->
                cause(failure, TransactionalIdAuthorizationException.class)
                    .map(denied -> commands.grantTransactionalId(transactionalId)))
        .or(
            () ->
                cause(failure, GroupAuthorizationException.class)
                    .map(denied -> commands.grantGroup(denied.groupId())));
  }

  /** The first cause of a kind; the producer wraps the failure it remembers in a new one. */
  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    for (Throwable next = failure; next != null; next = next.getCause()) {
      if (type.isInstance(next)) {
        return Optional.of(type.cast(next));
      }
    }
    return Optional.empty();
  }

  /** The message of the innermost cause, which names the thing. */
  static String text(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null ? innermost.getClass().getSimpleName() : message;
  }
}
