package dev.stele.serde.internal.settings;

import dev.stele.serde.ContextNameStrategy;
import dev.stele.serde.MessageSchema;
import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.client.RegistryClient;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
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
        .map(SubjectInContext::prefix)
        .filter(prefix -> !prefix.isEmpty())
        .flatMap(prefix -> found.map(name -> name.startsWith(":.") ? name : prefix + name))
        .or(() -> found.filter(name -> !name.isEmpty() || isWhole));
  }

  /** What stands in front of a context's subjects; nothing for the default one's. */
  private static String prefix(String context) {
    String name = context.startsWith(":") ? context.substring(1) : context;
    name = name.endsWith(":") ? name.substring(0, name.length() - 1) : name;
    if (name.contains(":")) {
      throw new SerializationException("the name of context " + context + " has a colon in it");
    }
    name = name.startsWith(".") ? name : "." + name;
    return name.equals(".") ? "" : ":" + name + ":";
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
