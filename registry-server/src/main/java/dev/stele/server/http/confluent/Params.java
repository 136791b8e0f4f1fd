package dev.stele.server.http.confluent;

import dev.stele.server.domain.AssociationFilter;
import dev.stele.server.domain.LifecyclePolicy;
import dev.stele.server.domain.Reads.Include;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.Resource;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.VersionSpec;
import dev.stele.server.http.HttpException;
import dev.stele.server.http.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the parameters of requests. */
final class Params {
  static final String LOGICAL = "logical";

  private Params() {}

  static Subject subject(Request request) {
    return Subject.of(request.variable("subject"));
  }

  /** The hint beside an id; an empty one is none. */
  static Optional<Subject> subjectHint(Request request) {
    return request.parameter("subject").filter(name -> !name.isEmpty()).map(Subject::of);
  }

  /** A number from 1, {@code latest} in any case of letters, or -1 for the same. */
  static VersionSpec version(Request request) {
    String text = request.variable("version").trim();
    if (text.toLowerCase(Locale.ROOT).equals("latest")) {
      return VersionSpec.LATEST;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 || number == VersionSpec.LATEST.number()) {
        return new VersionSpec(number);
      }
      throw ConfluentErrors.refusal(RegistryError.versionInvalid(String.valueOf(number)));
    } catch (NumberFormatException e) {
      throw ConfluentErrors.refusal(RegistryError.versionInvalid(request.variable("version")));
    }
  }

  /** What {@code deleted} and the stronger {@code deletedOnly} ask for. */
  static Include include(Request request) {
    if (request.flag("deletedOnly")) {
      return Include.DELETED;
    }
    return request.flag("deleted") ? Include.ALL : Include.LIVE;
  }

  /** The context that names without one are meant in. */
  static String context(Request request) {
    String spelled = request.parameter("context").orElse("");
    if (spelled.isEmpty() || spelled.startsWith(":.")) {
      return Subject.of(spelled).context();
    }
    return spelled.startsWith(".") ? spelled : "." + spelled;
  }

  /** Which associations are meant; those of topics if the client does not say. */
  static AssociationFilter associations(Request request, Set<LifecyclePolicy> lifecycles) {
    return new AssociationFilter(
        request.parameter("resourceType").filter(type -> !type.isEmpty()).orElse(Resource.TOPIC),
        Set.copyOf(request.parameters("associationType")),
        lifecycles);
  }

  /**
   * The lifecycle asked for; none for any.
   *
   * @throws HttpException 404 for one that nobody knows
   */
  static Set<LifecyclePolicy> lifecycles(Request request) {
    return request.parameter("lifecycle").stream()
        .filter(name -> !name.isEmpty())
        .map(Params::lifecycle)
        .collect(Collectors.toSet());
  }

  /** A lifecycle by its name. */
  static LifecyclePolicy lifecycle(String name) {
    return Stream.of(LifecyclePolicy.values())
        .filter(lifecycle -> lifecycle.name().equals(name))
        .findFirst()
        .orElseThrow(HttpException::notFound);
  }

  /**
   * The shape a schema text is wanted in; empty for as it is. As in the reference registry, a DDL
   * is none of these: only a version shows it, which asks for it itself.
   */
  static Optional<String> format(Request request) {
    return request.parameter("format").filter(name -> !name.isEmpty() && !isLogical(name));
  }

  /** Whether a text is, or is to be, the DDL of logical types. */
  static boolean isLogical(Request request) {
    return request.parameter("format").filter(Params::isLogical).isPresent();
  }

  private static boolean isLogical(String format) {
    return format.equalsIgnoreCase(LOGICAL);
  }

  /** What pairs of {@code key} and {@code value} ask for; one that is left over asks nothing. */
  static Map<String, String> properties(Request request) {
    List<String> keys = request.parameters("key");
    List<String> values = request.parameters("value");
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
      properties.put(keys.get(i), values.get(i));
    }
    return properties;
  }

  /** Whether references are to name the contexts they lead to. */
  static boolean qualifiesReferences(Request request) {
    return request.parameter("referenceFormat").filter("qualified"::equalsIgnoreCase).isPresent();
  }

  /** The part of a listing that {@code offset} and {@code limit} ask for. */
  static Page page(Request request, SearchLimits.Limit bounds) {
    int offset = request.number("offset", 0);
    int limit = request.number("limit", -1);
    return new Page(offset, 1 <= limit && limit <= bounds.max() ? limit : bounds.fallback());
  }
}
