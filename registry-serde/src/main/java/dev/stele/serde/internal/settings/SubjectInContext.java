package dev.stele.serde.internal.settings;

import dev.stele.serde.ContextNameStrategy;
import dev.stele.serde.MessageSchema;
import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.client.RegistryClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another strategy's subjects, in the context of their topic: {@code :.ctx:orders-value}. */
record SubjectInContext(ContextNameStrategy contexts, SubjectNameStrategy subjects)
    implements SubjectNameStrategy {
  @Override
  public Optional<String> subject(
      @Nullable String topic, boolean isKey, @Nullable MessageSchema schema) {
    Optional<String> subject = subjects.subject(topic, isKey, schema);
    if (subject.isEmpty() && schema == null && usesSchema()) {
      // Before the schema is known the context alone is, and it is what an id is looked for in.
      subject = Optional.of("");
    }
    return inContext(topic, subject, schema != null);
  }

  private Optional<String> inContext(
      @Nullable String topic, Optional<String> found, boolean isWhole) {
    return contexts
        .context(topic)
        .filter(context -> !context.isEmpty())
        .map(context -> ":" + (context.startsWith(".") ? context : "." + context) + ":")
        .flatMap(prefix -> found.map(name -> name.startsWith(":.") ? name : prefix + name))
        .or(() -> found.filter(name -> !name.isEmpty() || isWhole));
  }

  @Override
  public Optional<String> knownSubject(@Nullable String topic, boolean isKey) {
    return inContext(topic, subjects.knownSubject(topic, isKey), true);
  }

  @Override
  public boolean usesSchema() {
    return subjects.usesSchema();
  }

  @Override
  public void useClient(RegistryClient client) {
    subjects.useClient(client);
  }
}
