package dev.stele.serde.internal;

import org.apache.kafka.common.utils.Utils;

/**
 * Finds classes by their names without running any code of them: whether one may be initialized is
 * decided when it is known what it is. Many of the names come from a registry.
 */
public final class Classes {
  private Classes() {}

  /** Where classes are looked for: the thread's context class loader, or else Kafka's own. */
  public static ClassLoader loader() {
    return Utils.getContextOrKafkaClassLoader();
  }

  /**
   * A class of {@link #loader}.
   *
   * @throws ClassNotFoundException if there is none of that name, or one that it needs is missing
   */
  public static Class<?> find(String name) throws ClassNotFoundException {
    return find(name, loader());
  }

  /** As {@link #find(String)}, of another loader. */
  public static Class<?> find(String name, ClassLoader loader) throws ClassNotFoundException {
    try {
      return Class.forName(name, false, loader);
    } catch (LinkageError e) {
      throw new ClassNotFoundException(name + " cannot be linked: " + e, e);
    }
  }
}
