package dev.stele.serde.internal.rules;

import dev.stele.serde.internal.Classes;
import dev.stele.serde.internal.Plugins;
import dev.stele.serde.rules.RuleConfig;
import dev.stele.serde.rules.RulePlugin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executors, or the actions, of one serializer or deserializer: those the settings name, then
 * those on the class path. Thread-safe once filled.
 */
final class RulePlugins<P extends RulePlugin> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RulePlugins.class);

  private final Class<P> kind;
  private final String family;
  private final RuleSettings settings;
  private final List<Plugin<P>> plugins = new ArrayList<>();
  private boolean closed;

  private RulePlugins(Class<P> kind, String family, RuleSettings settings) {
    this.kind = kind;
    this.family = family;
    this.settings = settings;
  }

  /**
   * A configured plug-in.
   *
   * @param name of the settings it was made by
   * @param settings what it was configured with
   */
  record Plugin<P extends RulePlugin>(String name, P plugin, Map<String, ?> settings) {
    boolean is(String type) {
      return plugin.type().equalsIgnoreCase(type);
    }
  }

  /**
   * Makes and configures them all.
   *
   * @throws ConfigException if one cannot be made or two cannot be told apart
   */
  static <P extends RulePlugin> RulePlugins<P> of(
      Class<P> kind, String family, RuleSettings settings) {
    RulePlugins<P> plugins = new RulePlugins<>(kind, family, settings);
    try {
      plugins.addNamed();
      if (settings.values().getBoolean(RuleConfig.SERVICE_LOADER_ENABLE)) {
        plugins.addFound();
      }
      return plugins;
    } catch (RuntimeException | Error e) {
      plugins.close();
      throw e;
    }
  }

  private void addNamed() {
    for (String name : settings.values().getList(family)) {
      String setting = family + "." + name + ".class";
      Object value = settings.configs().get(setting);
      if (value == null) {
        throw new ConfigException(family + " names " + name + ", and " + setting + " is not set");
      }
      add(name, Plugins.of(setting, value, kind, Map.of()), List.of(name));
    }
  }

  private void addFound() {
    List<P> found = found();
    List<Plugin<P>> named = List.copyOf(plugins);
    for (P one : found) {
      String type = one.type();
      if (named.stream().anyMatch(plugin -> plugin.is(type))) {
        continue;
      }
      P other = of(type);
      if (other != null) {
        throw new ConfigException(
            "Both "
                + other.getClass().getName()
                + " and "
                + one.getClass().getName()
                + " are on the class path for type "
                + type
                + ": name one in "
                + family);
      }
      String ofType = RuleSettings.typeName(type);
      add(RuleSettings.DEFAULT_NAME, one, List.of(RuleSettings.DEFAULT_NAME, ofType));
    }
  }

  private List<P> found() {
    try {
      List<P> found = new ArrayList<>();
      ServiceLoader.load(kind, Classes.loader()).forEach(found::add);
      return found;
    } catch (ServiceConfigurationError e) {
      ConfigException failure =
          new ConfigException(
              "What executes rules on the class path cannot be loaded: "
                  + e.getMessage()
                  + "; mend it, or set "
                  + RuleConfig.SERVICE_LOADER_ENABLE
                  + "=false");
      failure.initCause(e);
      throw failure;
    }
  }

  private @Nullable P of(String type) {
    return plugins.stream()
        .filter(plugin -> plugin.is(type))
        .map(Plugin::plugin)
        .findFirst()
        .orElse(null);
  }

  /** Later names win. */
  private void add(String name, P plugin, List<String> names) {
    Map<String, Object> own = new HashMap<>(settings.configs());
    for (String one : names) {
      String prefix = family + "." + one + ".param.";
      settings
          .configs()
          .forEach(
              (key, value) -> {
                if (key.startsWith(prefix)) {
                  own.put(key.substring(prefix.length()), value);
                }
              });
    }
    plugins.add(new Plugin<>(name, plugin, own));
    plugin.configure(own);
  }

  /** The plug-in of a type: that of the rule, or else the first. */
  Optional<Plugin<P>> find(String type, String subject, String rule) {
    List<Plugin<P>> ofType = plugins.stream().filter(plugin -> plugin.is(type)).toList();
    return named(ofType, subject + ":" + rule)
        .or(() -> named(ofType, rule))
        .or(() -> ofType.stream().findFirst());
  }

  private static <P extends RulePlugin> Optional<Plugin<P>> named(
      List<Plugin<P>> plugins, String name) {
    return plugins.stream().filter(plugin -> plugin.name().equals(name)).findFirst();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (Plugin<P> plugin : plugins) {
      try {
        plugin.plugin().close();
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("Closing {} failed", plugin.plugin().getClass().getName(), e);
      }
    }
  }
}
