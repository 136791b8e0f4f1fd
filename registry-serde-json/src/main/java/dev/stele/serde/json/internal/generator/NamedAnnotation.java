package dev.stele.serde.json.internal.generator;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import dev.stele.serde.internal.Classes;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An annotation of another library, found by its name, so that the library need not be there. */
public final class NamedAnnotation {
  private final List<Class<? extends Annotation>> types = new ArrayList<>();

  /** The same annotation under each of its names. */
  public NamedAnnotation(String... names) {
    for (String name : names) {
      try {
        types.add(Classes.find(name).asSubclass(Annotation.class));
      } catch (ClassNotFoundException e) {
        // Nobody can have used it.
      }
    }
  }

  /** What is on a class itself. */
  public Optional<Found> on(Class<?> type) {
    return first(type::getDeclaredAnnotation);
  }

  Optional<Found> on(AnnotatedClass type) {
    return first(type::getAnnotation);
  }

  Optional<Found> on(@Nullable BeanProperty property) {
    return property == null ? Optional.empty() : first(property::getAnnotation);
  }

  private interface Source {
    <A extends Annotation> @Nullable A get(Class<A> type);
  }

  private Optional<Found> first(Source source) {
    for (Class<? extends Annotation> type : types) {
      Annotation annotation = source.get(type);
      if (annotation != null && new Found(annotation).applies()) {
        return Optional.of(new Found(annotation));
      }
    }
    return Optional.empty();
  }

  /** An annotation and its members. */
  public record Found(Annotation annotation) {
    /** Constraints may be of groups, of which only the default one counts. */
    boolean applies() {
      if (!annotation.annotationType().getName().contains(".validation.constraints.")) {
        return true;
      }
      Class<?>[] groups = (Class<?>[]) member("groups");
      return groups.length == 0
          || Arrays.stream(groups).anyMatch(group -> group.getSimpleName().equals("Default"));
    }

    public String text(String member) {
      return member(member).toString();
    }

    public long number(String member) {
      return ((Number) member(member)).longValue();
    }

    boolean flag(String member) {
      return (boolean) member(member);
    }

    List<String> texts(String member) {
      return List.of((String[]) member(member));
    }

    /** The annotations in a member. */
    public List<Found> nested(String member) {
      Object array = member(member);
      List<Found> nested = new ArrayList<>();
      for (int i = 0; i < Array.getLength(array); i++) {
        nested.add(new Found((Annotation) Array.get(array, i)));
      }
      return nested;
    }

    Object member(String name) {
      try {
        return annotation.annotationType().getMethod(name).invoke(annotation);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(
            "annotation " + annotation + " has no member " + name + " that can be read", e);
      }
    }
  }
}
