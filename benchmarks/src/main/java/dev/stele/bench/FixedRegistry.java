package dev.stele.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stele.serde.client.RegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;

/** A registry that has one schema, under id 1, so that a benchmark of a serde runs nothing else. */
final class FixedRegistry implements AutoCloseable {
  private static final byte[] NO_ASSOCIATIONS = {'[', ']'};

  private final HttpServer server;
  private final byte[] answer;

  FixedRegistry(Schema schema) {
    ObjectNode version = JsonNodeFactory.instance.objectNode();
    version.put("id", 1).put("version", 1).put("subject", "s").put("schema", schema.toString());
    answer = version.toString().getBytes(StandardCharsets.UTF_8);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  RegistryClient client() {
    return RegistryClient.of("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean association = exchange.getRequestURI().getPath().startsWith("/associations/");
      byte[] body = association ? NO_ASSOCIATIONS : answer;
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
