package dev.stele.serde.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An executor that a test looks into, and whose work it may give. */
final class TestExecutor implements RuleExecutor {
  /** What is done with a message. */
  interface Work {
    @Nullable Object execute(RuleContext context, Object message) throws RuleException;
  }

  final Map<String, Object> settings = new HashMap<>();
  final AtomicInteger runs = new AtomicInteger();
  final AtomicInteger configured = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final List<String> happened = new CopyOnWriteArrayList<>();
  private final String type;
  private final Work work;
  private boolean onFields;
  private @Nullable Error failure;

  TestExecutor(String type) {
    this(type, new WordExecutor()::execute);
  }

  TestExecutor(String type, Work work) {
    this.type = type;
    this.work = work;
  }

  TestExecutor onFields() {
    onFields = true;
    return this;
  }

  /** Configuring it throws. */
  TestExecutor failing(Error error) {
    failure = error;
    return this;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public void configure(Map<String, ?> given) {
    configured.incrementAndGet();
    happened.add("configure");
    settings.putAll(given);
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public @Nullable Object execute(RuleContext context, Object message) throws RuleException {
    runs.incrementAndGet();
    return work.execute(context, message);
  }

  @Override
  public boolean worksOnFields() {
    return onFields;
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    happened.add("close");
  }
}
