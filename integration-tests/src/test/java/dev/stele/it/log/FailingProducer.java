package dev.stele.it.log;

import dev.stele.server.log.KafkaLog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Real producers whose calls fail on demand, before or after Kafka has done what was asked. */
public final class FailingProducer {
  private volatile @Nullable Step next;

  /** Where a transaction fails. */
  public enum Step {
    BEFORE_SEND("send", false),
    AFTER_SEND("flush", true),
    BEFORE_END("commitTransaction", false),
    AFTER_END("commitTransaction", true);

    private final String method;
    private final boolean done;

    Step(String method, boolean done) {
      this.method = method;
      this.done = done;
    }
  }

  /** The next call at this step fails, and no other. */
  public void failOnceAt(Step step) {
    next = step;
  }

  @SuppressWarnings("unchecked")
  public Producer<byte[], byte[]> newProducer(Map<String, Object> properties) {
    Producer<byte[], byte[]> real = KafkaLog.newProducer(properties);
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            Producer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, arguments) -> call(real, method, arguments));
  }

  private @Nullable Object call(
      Producer<byte[], byte[]> real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Step step = next;
    if (step == null || !step.method.equals(method.getName())) {
      return invoke(real, method, arguments);
    }
    next = null;
    if (step.done) {
      invoke(real, method, arguments);
    }
    throw new TimeoutException("failed on demand: " + step);
  }

  private static @Nullable Object invoke(
      Producer<byte[], byte[]> real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
