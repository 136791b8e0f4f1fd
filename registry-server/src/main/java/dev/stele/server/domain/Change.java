package dev.stele.server.domain;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request does to one member of a config.
 *
 * @param keeps whether the request does not name it
 * @param value the new value; null to clear it
 */
public record Change<T>(boolean keeps, @Nullable T value) {
  private static final Change<?> KEEP = new Change<>(true, null);

  /** Leaves the member as it is. */
  @SuppressWarnings("unchecked") // it holds no value
  public static <T> Change<T> keep() {
    return (Change<T>) KEEP;
  }

  /** Sets the member, or clears it. */
  public static <T> Change<T> to(@Nullable T value) {
    return new Change<>(false, value);
  }

  /** The same with its value in another form. */
  public <R> Change<R> map(Function<T, R> form) {
    return keeps ? keep() : to(value == null ? null : form.apply(value));
  }

  @Nullable T apply(@Nullable T current) {
    return keeps ? current : value;
  }
}
