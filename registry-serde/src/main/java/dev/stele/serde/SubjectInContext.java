package dev.stele.serde;

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
    return contexts
        .context(topic)
        .filter(context -> !context.isEmpty())
        .map(context -> ":" + (context.startsWith(".") ? context : "." + context) + ":")
        .flatMap(prefix -> subject.map(name -> name.startsWith(":.") ? name : prefix + name))
        .or(() -> subject);
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
