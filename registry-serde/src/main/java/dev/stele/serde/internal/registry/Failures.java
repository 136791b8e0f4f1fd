package dev.stele.serde.internal.registry;

import dev.stele.serde.client.RegistryException;
import dev.stele.serde.internal.Place;
import java.net.http.HttpTimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says in Kafka's exceptions what went wrong; retriable if it may pass. */
public final class Failures {
  private Failures() {}

  /**
   * The exception for Kafka: one of Kafka's own stays as it is.
   *
   * @param place what could not be done, with topic, subject and id
   */
  public static KafkaException of(Place place, Throwable e) {
    if (e instanceof KafkaException kafkas) {
      return kafkas;
    }
    if (e instanceof RegistryException registrys) {
      return translate(place, registrys);
    }
    return place.failed(e.getMessage() == null ? e.toString() : e.getMessage(), e);
  }

  private static KafkaException translate(Place place, RegistryException e) {
    String plain = place.doing() + ": " + e.getMessage();
    if (e.getCause() instanceof InterruptedException interrupt) {
      return new InterruptException(plain, interrupt);
    }
    String message = plain + advice(place, e);
    return switch (e.status()) {
      case 401 -> new AuthenticationException(message, e);
      case 403 -> new AuthorizationException(message, e);
      case 429 -> throttled(message, e);
      case 408, 500, 503, 504 -> new TimeoutException(message, e);
      case 502 -> new DisconnectException(message, e);
      case 0 -> unanswered(message, e);
      default -> new SerializationException(message, e);
    };
  }

  private static KafkaException throttled(String message, RegistryException e) {
    KafkaException throttled = new ThrottlingQuotaExceededException(message);
    throttled.initCause(e);
    return throttled;
  }

  private static KafkaException unanswered(String message, RegistryException e) {
    boolean slow =
        e.getCause() instanceof HttpTimeoutException
            || e.getCause() instanceof java.util.concurrent.TimeoutException;
    return slow ? new TimeoutException(message, e) : new DisconnectException(message, e);
  }

  private static String advice(Place place, RegistryException e) {
    return switch (e.errorCode()) {
      case 40401, 40403 ->
          place.writing()
              ? " (register the schema first, set auto.register.schemas=true, or check that"
                  + " schema.registry.url is the registry the schema is in)"
              : " (check that schema.registry.url is the registry the schema is in)";
      case 40901 -> " (change the schema so that it is compatible, or the subject's level)";
      default ->
          switch (e.status()) {
            case 0, 502, 503 -> " (check schema.registry.url and whether the registry runs)";
            case 401 -> " (check basic.auth.user.info or bearer.auth.token)";
            default -> "";
          };
    };
  }
}
