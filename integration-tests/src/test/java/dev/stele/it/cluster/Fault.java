package dev.stele.it.cluster;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something that happens to a cluster under load, and passes.
 *
 * @param lasts at least, unless what happens takes its own time
 * @param bearable whether clients get on while it lasts; else only when it is over
 * @param inject makes it happen, and returns what makes it pass
 */
record Fault(String name, Duration lasts, boolean bearable, Supplier<Runnable> inject) {
  @Override
  public String toString() {
    return name;
  }
}
