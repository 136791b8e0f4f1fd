package dev.stele.server.http.confluent;

import dev.stele.server.domain.RegistryError;
import dev.stele.server.engine.MisdirectedException;
import dev.stele.server.engine.RefusedException;
import dev.stele.server.engine.UnavailableException;
import dev.stele.server.http.HttpException;
import dev.stele.server.http.Reply;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;

/** The Confluent API's numbers and envelope for everything that can go wrong. */
final class ConfluentErrors {
  private ConfluentErrors() {}

  /** The envelope. */
  record ErrorView(int error_code, String message) {}

  /** The reply to a request that failed; what is not known here is a 500 that tells nothing. */
  static Reply reply(Throwable error) {
    if (error instanceof RefusedException refused) {
      return refusal(refused.error(), refused.offset());
    }
    if (error instanceof UnavailableException unavailable) {
      int code = code(unavailable.reason());
      return Reply.failure(status(code), body(code, String.valueOf(unavailable.getMessage())));
    }
    if (error instanceof MisdirectedException) {
      return Reply.failure(421, body(421, String.valueOf(error.getMessage())));
    }
    if (error instanceof HttpException http) {
      return Reply.failure(http.status(), body(http.code(), String.valueOf(http.getMessage())));
    }
    return Reply.failure(500, body(500, "Internal Server Error"));
  }

  private static Reply refusal(RegistryError error, long offset) {
    int code = code(error.kind());
    Buffer body =
        error
            .plan()
            .map(plan -> Json.print(PlanView.refused(plan, error)))
            .orElseGet(() -> body(code, error.message()));
    return new Reply(status(code), body, OptionalLong.of(offset), null);
  }

  /** A refusal that needs no state to be given. */
  static HttpException refusal(RegistryError error) {
    int code = code(error.kind());
    return new HttpException(status(code), code, error.message());
  }

  /** Five digits, of which the first three are the status; or the status itself. */
  static int code(RegistryError.Kind kind) {
    return switch (kind) {
      case SUBJECT_NOT_FOUND -> 40401;
      case VERSION_NOT_FOUND -> 40402;
      case SCHEMA_NOT_FOUND -> 40403;
      case SUBJECT_SOFT_DELETED -> 40404;
      case SUBJECT_NOT_SOFT_DELETED -> 40405;
      case VERSION_SOFT_DELETED -> 40406;
      case VERSION_NOT_SOFT_DELETED -> 40407;
      case CONFIG_NOT_SET -> 40408;
      case MODE_NOT_SET -> 40409;
      case SCHEMA_INCOMPATIBLE -> 40901;
      case SCHEMA_INVALID -> 42201;
      case VERSION_INVALID -> 42202;
      case COMPATIBILITY_LEVEL_INVALID -> 42203;
      case MODE_INVALID -> 42204;
      case NOT_PERMITTED -> 42205;
      case REFERENCE_EXISTS -> 42206;
      case SUBJECT_INVALID -> 42208;
      case SCHEMA_TOO_LARGE -> 42209;
      case RULE_SET_INVALID -> 42210;
      case CONTEXT_NOT_EMPTY -> 42211;
      case ASSOCIATION_NOT_FOUND -> 40410;
      case ASSOCIATION_EXISTS -> 40903;
      case SUBJECT_ASSOCIATED -> 40904;
      case SUBJECT_OWNED -> 40905;
      case NO_LIVE_VERSION -> 40907;
      case ASSOCIATION_FROZEN -> 40908;
      case ASSOCIATION_INVALID -> 42212;
      case LAST_ASSOCIATED_VERSION -> 500; // as recorded, though it is not the server's fault
    };
  }

  private static int status(int code) {
    return code < 1_000 ? code : code / 100;
  }

  private static int code(UnavailableException.Reason reason) {
    return switch (reason) {
      case NO_KAFKA -> 50301;
      case QUEUE_FULL -> 50302;
      case OFFSET_NOT_REACHED -> 50303;
      case NOT_READY -> 50304;
      case UNKNOWN -> 50002;
    };
  }

  /** A refusal of one of several things that were asked for. */
  static ErrorView view(RegistryError error) {
    return new ErrorView(code(error.kind()), error.message());
  }

  private static Buffer body(int code, String message) {
    return Json.print(new ErrorView(code, message));
  }
}
