package dev.stele.server.http.confluent;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.stele.server.domain.Change;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.RegistryError;
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
   * @throws dev.stele.server.http.HttpException 422 if no mode is named, or none of that name
   *     exists
   */
  Optional<Mode> mode() {
    String name = mode.value();
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
