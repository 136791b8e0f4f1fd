package dev.stele.serde.internal.rules;

import dev.stele.serde.client.Metadata;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.Rule;
import dev.stele.serde.rules.RuleContext;
import dev.stele.serde.rules.RulePhase;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One run of a rule on a message.
 *
 * @param settings those of the executor or action that runs
 */
record RuleRun(RuleStep step, Map<String, ?> settings, @Nullable Headers headers, Object original)
    implements RuleContext {

  @Override
  public Rule rule() {
    return step.rule();
  }

  @Override
  public RulePhase phase() {
    return step.scope().phase();
  }

  @Override
  public Rule.Mode mode() {
    return step.scope().mode();
  }

  @Override
  public @Nullable String topic() {
    return step.scope().place().topic();
  }

  @Override
  public boolean isKey() {
    return step.scope().place().isKey();
  }

  @Override
  public String subject() {
    return step.scope().place().subject();
  }

  @Override
  public RegisteredSchema schema() {
    return step.scope().schema();
  }

  @Override
  public RegisteredSchema source() {
    return step.scope().source();
  }

  @Override
  public RegisteredSchema target() {
    return step.scope().target();
  }

  @Override
  public Optional<Object> key() {
    return isKey() ? Optional.of(original) : Optional.empty();
  }

  @Override
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(rule().params().get(name))
        .or(() -> metadata().map(metadata -> metadata.properties().get(name)))
        .or(() -> Optional.ofNullable(settings.get(name)).map(Object::toString));
  }

  private Optional<Metadata> metadata() {
    return target().schema().metadata();
  }

  @Override
  public <T> T once(Class<T> type, Supplier<T> make) {
    return step.once(type, make);
  }

  @Override
  public Set<String> tags(String path, Set<String> inline) {
    Set<String> tags = new HashSet<>(inline);
    metadata()
        .map(Metadata::tags)
        .orElse(Map.of())
        .forEach(
            (pattern, names) -> {
              if (TagPattern.matches(pattern, path)) {
                tags.addAll(names);
              }
            });
    return tags;
  }

  @Override
  public boolean concerns(Set<String> tags) {
    return rule().tags().isEmpty() || !Collections.disjoint(rule().tags(), tags);
  }
}
