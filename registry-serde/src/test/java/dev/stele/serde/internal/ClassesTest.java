package dev.stele.serde.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ClassesTest {
  private static final String INITIALIZED = "dev.stele.serde.internal.ClassesTest.initialized";

  static final class Loud {
    static {
      System.setProperty(INITIALIZED, "true");
    }
  }

  /** Knows one class more, which cannot be linked. */
  private static final class Broken extends ClassLoader {
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals("org.example.Broken")) {
        throw new NoClassDefFoundError("org/example/Needed");
      }
      throw new ClassNotFoundException(name);
    }
  }

  private interface Search {
    void run() throws ClassNotFoundException;
  }

  private static void with(@Nullable ClassLoader context, Search search)
      throws ClassNotFoundException {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(context);
    try {
      search.run();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  @Test
  void find_runsNoCodeOfTheClass() throws ClassNotFoundException {
    assertThat(Classes.find(ClassesTest.class.getName() + "$Loud")).isEqualTo(Loud.class);
    assertThat(System.getProperty(INITIALIZED)).isNull();
  }

  @Test
  void classThatCannotBeLinked_isNoneAndSaysWhy() throws ClassNotFoundException {
    with(
        new Broken(),
        () ->
            assertThatThrownBy(() -> Classes.find("org.example.Broken"))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessageContaining("org/example/Needed")
                .hasCauseInstanceOf(NoClassDefFoundError.class));
  }

  @Test
  void withoutAContextClassLoader_kafkasIsAsked() throws ClassNotFoundException {
    with(null, () -> assertThat(Classes.find(Utils.class.getName())).isEqualTo(Utils.class));
  }
}
