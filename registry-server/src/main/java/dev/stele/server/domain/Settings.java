package dev.stele.server.domain;

import dev.stele.schema.Format.Strictness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.organicdesign.fp.collections.ImSortedMap;
import org.organicdesign.fp.collections.PersistentTreeMap;

/**
 * Configs and modes, and which of them holds for a subject: its own, else its context's, else the
 * {@link Subject#GLOBAL_CONTEXT}'s, else the server's defaults. Immutable.
 */
public final class Settings {
  private final Defaults defaults;
  private final ImSortedMap<Subject, Config> configs;
  private final ImSortedMap<Subject, Mode> modes;

  private Settings(
      Defaults defaults, ImSortedMap<Subject, Config> configs, ImSortedMap<Subject, Mode> modes) {
    this.defaults = defaults;
    this.configs = configs;
    this.modes = modes;
  }

  static Settings none(Defaults defaults) {
    return new Settings(defaults, PersistentTreeMap.empty(), PersistentTreeMap.empty());
  }

  public Defaults defaults() {
    return defaults;
  }

  /** What is set for this very scope. */
  public Optional<Config> config(Subject scope) {
    return Optional.ofNullable(configs.get(scope));
  }

  /** What is set for this very scope, with the server's default level where it has none. */
  public Optional<Config> configWithLevel(Subject scope) {
    return config(scope).map(this::withLevel);
  }

  /**
   * What holds for a subject, a context or the registry; its level is never null. A subject with a
   * config of its own takes some members over from the global one, but not its level.
   */
  public Config effectiveConfig(Subject scope) {
    Config own = configs.get(scope);
    if (own != null) {
      Config global = configs.get(Subject.GLOBAL);
      return withLevel(global == null ? own : own.inheriting(global));
    }
    return config(scope.contextScope())
        .or(() -> config(Subject.GLOBAL_CONTEXT))
        .map(this::withLevel)
        .orElse(Config.EMPTY.withLevel(defaults.level()));
  }

  /** Whether a schema text is put into normal form before it is compared and kept. */
  boolean normalizes(Subject subject) {
    return Boolean.TRUE.equals(effectiveConfig(subject).normalize());
  }

  /** How much of a new schema is checked. */
  Strictness strictness(Subject subject) {
    Boolean set = effectiveConfig(subject).validateNewSchemas();
    boolean asNew = set != null ? set : defaults.validateNewSchemas();
    return asNew ? Strictness.NEW : Strictness.SENT;
  }

  /** Whether reserved fields are checked. */
  boolean validatesFields(Subject subject) {
    Boolean set = effectiveConfig(subject).validateFields();
    return set != null ? set : defaults.validateFields();
  }

  /** The subject that a scope's own config names as the one it stands for. */
  Optional<Subject> alias(Subject scope) {
    return config(scope)
        .map(Config::alias)
        .filter(alias -> !alias.isEmpty())
        .map(alias -> Subject.of(alias, scope.context()));
  }

  /** The subjects that stand for others, in order. */
  List<Subject> aliases() {
    List<Subject> found = new ArrayList<>();
    for (Subject scope : configs.keySet()) {
      if (!scope.isContext() && alias(scope).isPresent()) {
        found.add(scope);
      }
    }
    return found;
  }

  /** What is set for this very scope. */
  public Optional<Mode> mode(Subject scope) {
    return Optional.ofNullable(modes.get(scope));
  }

  /** What holds for a subject, a context or the registry. */
  public Mode effectiveMode(Subject scope) {
    return mode(scope)
        .or(() -> mode(scope.contextScope()))
        .or(() -> mode(Subject.GLOBAL_CONTEXT))
        .orElse(Mode.READWRITE);
  }

  /** Subjects of a context that have a mode of their own, in order. */
  List<Subject> subjectsWithMode(String context) {
    List<Subject> found = new ArrayList<>();
    for (Subject scope : modes.keySet()) {
      if (scope.context().equals(context) && !scope.isContext()) {
        found.add(scope);
      }
    }
    return found;
  }

  Settings withConfig(Subject scope, Config config) {
    return new Settings(defaults, configs.assoc(scope, config), modes);
  }

  Settings withoutConfig(Subject scope) {
    return new Settings(defaults, configs.without(scope), modes);
  }

  Settings withMode(Subject scope, Mode mode) {
    return new Settings(defaults, configs, modes.assoc(scope, mode));
  }

  Settings withoutMode(Subject scope) {
    return new Settings(defaults, configs, modes.without(scope));
  }

  private Config withLevel(Config config) {
    return config.compatibilityLevel() != null ? config : config.withLevel(defaults.level());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Settings that
        && defaults.equals(that.defaults)
        && configs.equals(that.configs)
        && modes.equals(that.modes);
  }

  @Override
  public int hashCode() {
    return configs.hashCode();
  }
}
