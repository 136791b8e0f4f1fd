package dev.stele.server.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the resource a path names, in one step per segment. Immutable once built. */
final class RouteTable {
  /** The rest of a path, whatever it is: a template that ends in it matches all that follows. */
  static final String REST = "{rest}";

  // The order in which the reference registry lists them.
  private static final List<HttpMethod> ALLOW_ORDER =
      List.of(
          HttpMethod.HEAD,
          HttpMethod.DELETE,
          HttpMethod.POST,
          HttpMethod.GET,
          HttpMethod.OPTIONS,
          HttpMethod.PUT);

  private final Node root = new Node();

  RouteTable(Collection<Route> routes) {
    routes.forEach(this::add);
  }

  /** A resource and the values of its template's variables, still encoded. */
  record Match(Resource resource, Map<String, String> variables) {}

  /** The methods of one template. */
  static final class Resource {
    private final Map<String, Route> methods = new HashMap<>();

    /** HEAD is answered by GET. */
    Optional<Route> route(HttpMethod method) {
      String name = method.equals(HttpMethod.HEAD) ? HttpMethod.GET.name() : method.name();
      return Optional.ofNullable(methods.get(name));
    }

    List<String> allowed() {
      List<String> allowed = new ArrayList<>();
      for (HttpMethod method : ALLOW_ORDER) {
        if (method.equals(HttpMethod.OPTIONS) || route(method).isPresent()) {
          allowed.add(method.name());
        }
      }
      return allowed;
    }
  }

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private @Nullable Node variable;
    private String variableName = "";
    private @Nullable Resource resource;
    private @Nullable Resource rest;
  }

  /**
   * Finds a resource; a literal is preferred to a variable, and a dot segment names nothing.
   *
   * @param segments of a path, decoded
   */
  Optional<Match> find(List<String> segments) {
    if (segments.contains(".") || segments.contains("..")) {
      return Optional.empty();
    }
    Map<String, String> variables = new TreeMap<>();
    Node node = root;
    Resource rest = null;
    for (String segment : segments) {
      rest = node.rest != null ? node.rest : rest;
      Node next = node.literals.get(segment);
      if (next == null && node.variable != null) {
        variables.put(node.variableName, segment);
        next = node.variable;
      }
      if (next == null) {
        return Optional.ofNullable(rest).map(found -> new Match(found, variables));
      }
      node = next;
    }
    Resource found = node.resource != null ? node.resource : rest;
    return Optional.ofNullable(found).map(resource -> new Match(resource, variables));
  }

  private void add(Route route) {
    Node node = root;
    for (String segment : Path.split(route.template())) {
      if (segment.equals(REST)) {
        node.rest = node.rest == null ? new Resource() : node.rest;
        put(node.rest, route);
        return;
      }
      node = child(node, segment);
    }
    node.resource = node.resource == null ? new Resource() : node.resource;
    put(node.resource, route);
  }

  private static void put(Resource resource, Route route) {
    if (resource.methods.put(route.method().name(), route) != null) {
      throw new IllegalArgumentException("Two routes for " + route.method() + route.template());
    }
  }

  private static Node child(Node node, String segment) {
    if (!segment.startsWith("{")) {
      return node.literals.computeIfAbsent(segment, name -> new Node());
    }
    if (node.variable == null) {
      node.variable = new Node();
      node.variableName = segment.substring(1, segment.length() - 1);
    }
    return node.variable;
  }
}
