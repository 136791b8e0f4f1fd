package dev.stele.server.http.confluent;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.stele.server.domain.Change;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.Subject;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body that sets a mode, or with a null one removes it; a mode must be named. */
final class ModeUpdateRequest {
  private Change<String> mode = Change.keep();

  @JsonProperty
  void setMode(@Nullable String value) {
    mode = Change.to(value);
  }

  /** As the client spelled it. */
  @Nullable String spelling() {
    return mode.value();
  }

  /**
   * The mode named.
   *
   * @return empty to remove what is set
   * @throws dev.stele.server.http.HttpException 422 if no mode is named, none of that name exists,
   *     or it is not for this scope
   */
  Optional<Mode> modeFor(Subject scope) {
    String name = mode.value();
    // In other letters the reference registry lets it pass.
    if (Mode.FORWARD.name().equals(name) && !scope.equals(Subject.GLOBAL_CONTEXT)) {
      throw ConfluentErrors.refusal(RegistryError.forwardModeNotGlobal());
    }
    if (name == null && !mode.keeps()) {
      return Optional.empty();
    }
    for (Mode known : Mode.values()) {
      if (name != null && known.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(known);
      }
    }
    throw ConfluentErrors.refusal(RegistryError.modeInvalid());
  }
}
