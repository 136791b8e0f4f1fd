package dev.stele.server.http.confluent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.stele.server.http.HttpException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Paths below {@code /contexts/{context}}: the same API, with names that are meant in that context.
 * They are spelled out before a route is looked for, as the reference registry does it: in the text
 * of the path, where a colon that came as {@code %3A} is no colon yet.
 */
final class ContextPrefix {
  /** What the reference registry does not have: names in bodies, which no prefix reaches. */
  static final String OWN = "/stele/";

  private static final String START = "/contexts/";
  private static final String DEFAULT_START = ":.";
  private static final String ANY_START = ":*:";

  // A subject's name follows, wherever they are in the path, or only at its start.
  private static final Set<String> BEFORE_NAMES = Set.of("subjects", "deks");
  private static final Set<String> SCOPES = Set.of("config", "mode");
  private static final Set<String> LISTINGS = Set.of("subjects", "schemas");
  private static final String ASSOCIATIONS = "associations";

  private ContextPrefix() {}

  /**
   * A path and query without the prefix; the innermost counts if there are several.
   *
   * @throws HttpException 400 if the context's name holds a colon
   */
  static String spelledOut(String target) {
    String rest = target;
    while (rest.startsWith(START)) {
      String next = withoutFirst(rest);
      if (next.equals(rest)) {
        return rest;
      }
      rest = next;
    }
    return rest;
  }

  private static String withoutFirst(String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    int end = path.indexOf('/', START.length());
    String name = path.substring(START.length(), end < 0 ? path.length() : end);
    if (name.isEmpty() || path.startsWith(OWN, end)) {
      return target; // the contexts themselves, or nothing
    }
    String scope = scope(name);
    List<String> segments =
        end < 0 ? List.of() : Arrays.asList(path.substring(end + 1).split("/", -1));
    if (isEnd(segments)) {
      return joined(START + scope + (end < 0 ? "" : "/"), query);
    }
    return joined("/" + String.join("/", named(segments, scope)), scoped(segments, query, scope));
  }

  private static String joined(String path, String query) {
    return query.isEmpty() ? path : path + "?" + query;
  }

  // A context may come as name, .name, :.name or :.name: here.
  private static String scope(String spelled) {
    String name = spelled.startsWith(":") ? spelled.substring(1) : spelled;
    name = name.endsWith(":") ? name.substring(0, name.length() - 1) : name;
    name = name.startsWith(".") ? name : "." + name;
    if (name.indexOf(':') >= 0) {
      throw new HttpException(400, "Context name '" + name + "' cannot contain a colon");
    }
    return ":" + name + ":";
  }

  private static List<String> named(List<String> segments, String scope) {
    List<String> named = new ArrayList<>();
    boolean name = false;
    for (String segment : segments) {
      boolean first = named.isEmpty();
      named.add(name && !segment.isEmpty() ? qualified(segment, scope) : segment);
      name = !name && (BEFORE_NAMES.contains(segment) || (first && SCOPES.contains(segment)));
    }
    if (SCOPES.contains(segments.get(0)) && isEnd(segments.subList(1, segments.size()))) {
      return List.of(segments.get(0), scope); // of the context itself
    }
    return named;
  }

  private static boolean isEnd(List<String> segments) {
    return segments.isEmpty() || segments.equals(List.of(""));
  }

  private static String qualified(String name, String scope) {
    return name.startsWith(DEFAULT_START) || name.startsWith(ANY_START) ? name : scope + name;
  }

  // Where no name is in the path, a parameter says which context is meant.
  private static String scoped(List<String> segments, String query, String scope) {
    String context = decoded(scope.replace("+", "%2B")); // a plus is a blank only in a query
    boolean alone = isEnd(segments.subList(1, segments.size()));
    if (alone && LISTINGS.contains(segments.get(0))) {
      return qualified(query, "subjectPrefix", context);
    }
    if (segments.get(0).equals(ASSOCIATIONS) || segments.get(0).startsWith(ASSOCIATIONS + ":")) {
      return with(query, "context", context); // of the subjects in a body, whatever the client says
    }
    return segments.get(0).equals("schemas") && segments.get(1).equals("ids")
        ? qualified(query, "subject", context)
        : query;
  }

  private static String qualified(String query, String parameter, String context) {
    String value =
        pairs(query)
            .filter(pair -> pair.startsWith(parameter + "="))
            .findFirst()
            .map(pair -> decoded(pair.substring(parameter.length() + 1)))
            .orElse("");
    return with(query, parameter, qualified(value, context));
  }

  private static String with(String query, String parameter, String value) {
    Stream<String> others = pairs(query).filter(pair -> !pair.startsWith(parameter + "="));
    return Stream.concat(others, Stream.of(parameter + "=" + URLEncoder.encode(value, UTF_8)))
        .collect(joining("&"));
  }

  private static Stream<String> pairs(String query) {
    return query.isEmpty() ? Stream.of() : Stream.of(query.split("&", -1));
  }

  private static String decoded(String text) {
    try {
      return QueryStringDecoder.decodeComponent(text);
    } catch (IllegalArgumentException e) {
      throw new HttpException(400, "Bad Request"); // percent signs that encode nothing
    }
  }
}
