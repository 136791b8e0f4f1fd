package dev.stele.server.domain;

/**
 * A subject in its context, or with an empty name the context itself. Ordered as listings are: by
 * the UTF-16 code units of the qualified name.
 *
 * @param context starts with a dot; the default context is {@value #DEFAULT_CONTEXT}
 * @param name any text, without its context
 */
public record Subject(String context, String name) implements Comparable<Subject> {
  public static final String DEFAULT_CONTEXT = ".";

  /** Holds configs and modes for every context; never schemas. */
  public static final Subject GLOBAL_CONTEXT = new Subject(".__GLOBAL", "");

  /** The default context itself: what {@code /config} and {@code /mode} without a subject mean. */
  public static final Subject GLOBAL = new Subject(DEFAULT_CONTEXT, "");

  /**
   * Reads a name as the API and the log spell it: {@code name}, {@code :.ctx:name}, {@code :.ctx:}
   * or {@code :.ctx}. Everything that does not start with {@code :.} is a name in the default
   * context.
   */
  public static Subject of(String qualified) {
    if (!qualified.startsWith(":.")) {
      return new Subject(DEFAULT_CONTEXT, qualified);
    }
    int end = qualified.indexOf(':', 1);
    return end < 0
        ? new Subject(qualified.substring(1), "")
        : new Subject(qualified.substring(1, end), qualified.substring(end + 1));
  }

  /** Reads a name that is meant in a context, unless it bears one of its own. */
  public static Subject of(String name, String context) {
    Subject subject = of(name);
    return subject.inDefaultContext() && !name.startsWith(":.:")
        ? new Subject(context, subject.name())
        : subject;
  }

  /** As the API and the log spell it: {@code name} or {@code :.ctx:name}. */
  public String qualified() {
    return context.equals(DEFAULT_CONTEXT) ? name : ":" + context + ":" + name;
  }

  /** The context as a scope of configs and modes. */
  public Subject contextScope() {
    return new Subject(context, "");
  }

  public boolean isContext() {
    return name.isEmpty();
  }

  public boolean inDefaultContext() {
    return context.equals(DEFAULT_CONTEXT);
  }

  @Override
  public int compareTo(Subject other) {
    return qualified().compareTo(other.qualified());
  }

  @Override
  public String toString() {
    return qualified();
  }
}
