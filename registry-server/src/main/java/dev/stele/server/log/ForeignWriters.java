package dev.stele.server.log;

import dev.stele.server.log.LogException.Reason;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for nodes of the reference registry, which would write to {@code _schemas} heedless of
 * claims. Confined to the log's thread.
 */
final class ForeignWriters {
  private static final Logger log = LoggerFactory.getLogger(ForeignWriters.class);

  private final Admin admin;
  private final ForeignWriterPolicy policy;
  private final Failures failures;
  private boolean warned;

  ForeignWriters(Admin admin, ForeignWriterPolicy policy, Failures failures) {
    this.admin = admin;
    this.policy = policy;
    this.failures = failures;
  }

  /**
   * Looks for them.
   *
   * @throws LogException if there are any and they are to be refused, or if Kafka does not say
   */
  void check() {
    ClassicGroupDescription group;
    try {
      group = describe();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return;
      }
      if (e.getCause() instanceof GroupAuthorizationException) {
        warnOnce(
            "Cannot see whether other registries write: " + failures.beforeEnd(e).getMessage());
        return;
      }
      throw failures.beforeEnd(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    if (!group.members().isEmpty()) {
      found(group);
    }
  }

  private ClassicGroupDescription describe() throws ExecutionException, InterruptedException {
    return admin
        .describeClassicGroups(List.of(policy.groupId()))
        .all()
        .get()
        .values()
        .iterator()
        .next();
  }

  private void found(ClassicGroupDescription group) {
    String members =
        group.members().stream()
            .map(member -> member.clientId() + member.host())
            .sorted()
            .collect(Collectors.joining(", "));
    String message =
        ("Registries that heed no claims are running, in group %s: %s."
                + " Stop them, or set stele.foreign.writers=warn")
            .formatted(policy.groupId(), members);
    if (policy.refuse()) {
      throw new LogException(Reason.FORBIDDEN, message);
    }
    warnOnce(message);
  }

  private void warnOnce(String message) {
    if (!warned) {
      log.warn(message);
      warned = true;
    }
  }
}
