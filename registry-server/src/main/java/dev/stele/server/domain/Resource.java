package dev.stele.server.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What uses subjects. As a client names it: what is not given is empty.
 *
 * @param type {@value #TOPIC} if not given
 */
public record Resource(String name, String namespace, String id, String type) {
  public static final String TOPIC = "topic";
  private static final int MAX_NAME = 256;

  public Resource {
    type = type.isEmpty() ? TOPIC : type;
  }

  /**
   * Refuses what no resource that uses subjects can be.
   *
   * @param idNeeded whether it must have an id already
   */
  Optional<RegistryError> invalid(boolean idNeeded) {
    return invalidName("resourceName", name)
        .or(() -> invalidName("resourceNamespace", namespace))
        .or(() -> idNeeded && id.isEmpty() ? missing("resourceId") : Optional.empty())
        .or(
            () ->
                type.equals(TOPIC)
                    ? Optional.empty()
                    : refusal("resourceType", "must be '" + TOPIC + "'"));
  }

  /**
   * What it uses subjects for, in order. Without an id it is found by its name; of several that had
   * that name it is the last.
   */
  List<Association> associations(State state) {
    AssociationFilter sameType = new AssociationFilter(type, Set.of(), Set.of());
    if (!id.isEmpty()) {
      return sameType.of(state.associations().ofResource(id));
    }
    List<Association> named = sameType.of(state.associations().ofResource(namespace, name));
    return named.stream()
        .max(
            Comparator.comparing(Association::createdMs, Comparator.nullsFirst(Long::compare))
                .thenComparing(Association::resourceId, Comparator.nullsFirst(String::compareTo)))
        .map(last -> named.stream().filter(each -> isSameId(each, last)).toList())
        .orElse(List.of());
  }

  private static boolean isSameId(Association one, Association other) {
    return Objects.equals(one.resourceId(), other.resourceId());
  }

  /** The subject that only this resource may own. */
  Subject ownSubject(String associationType) {
    return new Subject("." + namespace, name + "-" + associationType);
  }

  private static Optional<RegistryError> invalidName(String property, String name) {
    if (name.isEmpty()) {
      return missing(property);
    }
    if (name.length() > MAX_NAME) {
      return refusal(property, "exceeds max length of " + MAX_NAME);
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
        return refusal(property, "illegal character '" + c + "'");
      }
    }
    return Optional.empty();
  }

  private static Optional<RegistryError> missing(String property) {
    return refusal(property, "cannot be null or empty");
  }

  private static Optional<RegistryError> refusal(String property, String detail) {
    return Optional.of(RegistryError.associationInvalid(property, detail));
  }
}
