package dev.stele.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A registry over HTTP that keeps schemas in memory, counts what it is asked and fails on demand.
 */
public final class FakeRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Without it every answer waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** An answer, or null to answer as usual. */
  public interface Fault {
    @Nullable Answer answer(String request) throws InterruptedException;
  }

  public record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Integer, ObjectNode> byId = new ConcurrentHashMap<>();
  private final Map<String, Map<String, ObjectNode>> subjects = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
  private final List<String> associationRequests = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, List<String>> associations = new ConcurrentHashMap<>();
  private final AtomicInteger nextId = new AtomicInteger(1);
  private volatile Fault fault = request -> null;
  private volatile Fault associationFault = request -> null;

  public FakeRegistry() {
    this(0);
  }

  public FakeRegistry(int port) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** What was asked so far: {@code GET /schemas/ids/7?fetchMaxId=false&subject=t-value}. */
  public List<String> requests() {
    return requests;
  }

  /** The same of questions for associations, which serializers ask before all others. */
  public List<String> associationRequests() {
    return associationRequests;
  }

  /** Associates subjects with a topic's keys or values; without any, associations are not known. */
  public void associate(String topic, boolean isKey, String... associated) {
    associations.put(topic + (isKey ? "-key" : "-value"), List.of(associated));
  }

  public List<String> authorizations() {
    return authorizations;
  }

  public void fail(Fault with) {
    fault = with;
  }

  public void failAssociations(Fault with) {
    associationFault = with;
  }

  public void recover() {
    fault = request -> null;
    associationFault = request -> null;
  }

  /** The id the next new schema gets. */
  public void nextId(int id) {
    nextId.set(id);
  }

  /** Stores a version; the members are those of the API, {@code schema} at least. */
  public int put(String subject, ObjectNode schema) {
    int id = nextId.getAndIncrement();
    Map<String, ObjectNode> versions =
        subjects.computeIfAbsent(subject, s -> Collections.synchronizedMap(new LinkedHashMap<>()));
    ObjectNode stored =
        schema.deepCopy().put("subject", subject).put("id", id).put("version", versions.size() + 1);
    versions.put(schema.get("schema").asText(), stored);
    byId.put(id, stored);
    return id;
  }

  public int put(String subject, String schema) {
    return put(subject, JSON.createObjectNode().put("schema", schema));
  }

  /** Deletes a version softly. */
  public void delete(String subject, int version) {
    Map<String, ObjectNode> versions = subjects.getOrDefault(subject, Map.of());
    List.copyOf(versions.values()).get(version - 1).put("deleted", true);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().toASCIIString();
    boolean association = request.startsWith("GET /associations/");
    (association ? associationRequests : requests).add(request);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null) {
      authorizations.add(authorization);
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    @Nullable Answer answer;
    try {
      // Faults are about schemas, unless they are about associations alone.
      answer = (association ? associationFault : fault).answer(request);
      if (answer == null) {
        answer = answer(exchange.getRequestMethod(), exchange.getRequestURI(), body);
      }
    } catch (InterruptedException e) {
      exchange.close();
      return;
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer answer(String method, URI uri, byte[] body) throws IOException {
    String[] path = uri.getRawPath().substring(1).split("/", -1);
    String query = Objects.requireNonNullElse(uri.getQuery(), "");
    for (int i = 0; i < path.length; i++) {
      path[i] = URLDecoder.decode(path[i].replace("+", "%2B"), StandardCharsets.UTF_8);
    }
    if (path[0].equals("associations")) {
      return associations(path[3], query);
    }
    if (path[0].equals("schemas") && path[1].equals("guids")) {
      return byGuid(path[2]);
    }
    if (path[0].equals("schemas")) {
      ObjectNode found = byId.get(Integer.valueOf(path[2]));
      return found == null ? refusal(404, 40403, "Schema " + path[2] + " not found") : ok(found);
    }
    if (path.length == 1) {
      return ok(JSON.valueToTree(subjects.keySet()));
    }
    Map<String, ObjectNode> versions = subjects.getOrDefault(path[1], Map.of());
    if (method.equals("GET")) {
      if (versions.isEmpty()) {
        return refusal(404, 40401, "Subject '" + path[1] + "' not found.");
      }
      return version(List.copyOf(versions.values()), path, query);
    }
    ObjectNode sent = (ObjectNode) JSON.readTree(body);
    ObjectNode known = versions.get(sent.get("schema").asText());
    if (known != null && (path.length > 2 || isVisible(known, query))) {
      return ok(known);
    }
    if (path.length == 2) {
      return versions.isEmpty()
          ? refusal(404, 40401, "Subject '" + path[1] + "' not found.")
          : refusal(404, 40403, "Schema not found");
    }
    int id = put(path[1], sent);
    return ok(sent.put("id", id));
  }

  private Answer associations(String topic, String query) {
    if (associations.isEmpty()) {
      return new Answer(404, "");
    }
    String side = query.contains("associationType=key") ? "-key" : "-value";
    ArrayNode found = JSON.createArrayNode();
    associations
        .getOrDefault(topic + side, List.of())
        .forEach(subject -> found.addObject().put("subject", subject).put("resourceName", topic));
    return ok(found);
  }

  /** One of a subject's versions, by number, {@code latest} or properties of its metadata. */
  private static Answer version(List<ObjectNode> versions, String[] path, String query) {
    List<ObjectNode> newestFirst = new ArrayList<>(versions);
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .filter(version -> isVisible(version, query))
        .filter(
            version ->
                path[2].equals("metadata")
                    ? hasProperties(version, query)
                    : path[3].equals("latest") || path[3].equals(version.get("version").asText()))
        .findFirst()
        .map(FakeRegistry::ok)
        .orElseGet(() -> refusal(404, 40402, "Version not found."));
  }

  private static boolean isVisible(ObjectNode version, String query) {
    return !version.path("deleted").asBoolean() || query.contains("deleted=true");
  }

  private static boolean hasProperties(ObjectNode version, String query) {
    JsonNode properties = version.path("metadata").path("properties");
    return Pattern.compile("key=([^&]*)&value=([^&]*)")
        .matcher(query)
        .results()
        .allMatch(match -> properties.path(match.group(1)).asText().equals(match.group(2)));
  }

  private Answer byGuid(String guid) {
    return byId.values().stream()
        .filter(stored -> stored.path("guid").asText().equals(guid))
        .findFirst()
        // As the reference does: a guid has an id in each context, and it says none.
        .map(stored -> ok(stored.deepCopy().without(List.of("id", "subject", "version"))))
        .orElseGet(() -> refusal(404, 40403, "Schema " + guid + " not found"));
  }

  private static Answer ok(JsonNode body) {
    return new Answer(200, body.toString());
  }

  public static Answer refusal(int status, int code, String message) {
    return new Answer(
        status, JSON.createObjectNode().put("error_code", code).put("message", message).toString());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
