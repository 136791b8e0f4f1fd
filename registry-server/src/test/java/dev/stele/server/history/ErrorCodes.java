package dev.stele.server.history;

import dev.stele.server.domain.RegistryError;

/**
 * The five-digit numbers in which refusals are compared, whichever face of the registry gave them.
 */
final class ErrorCodes {
  static final int TOO_LARGE = 42209;

  private ErrorCodes() {}

  static int of(RegistryError.Kind kind) {
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
      case RULE_SET_INVALID -> 42210;
      case CONTEXT_NOT_EMPTY -> 42211;
      case SCHEMA_TOO_LARGE -> TOO_LARGE;
      case ASSOCIATION_NOT_FOUND -> 40410;
      case ASSOCIATION_EXISTS -> 40903;
      case SUBJECT_ASSOCIATED -> 40904;
      case SUBJECT_OWNED -> 40905;
      case NO_LIVE_VERSION -> 40907;
      case ASSOCIATION_FROZEN -> 40908;
      case ASSOCIATION_INVALID -> 42212;
      case LAST_ASSOCIATED_VERSION -> 500;
    };
  }

  /** Whether it says that a subject, a version or a schema is not there. */
  static boolean isAbsence(int code) {
    return 40401 <= code && code <= 40403;
  }
}
