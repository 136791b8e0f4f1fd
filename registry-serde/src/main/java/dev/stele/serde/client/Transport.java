package dev.stele.serde.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Speaks the registry's HTTP with one address at a time. */
final class Transport {
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  private final Connections connections;
  private final Map<String, String> headers;
  private final ClientListener listener;

  Transport(Connections connections, Map<String, String> headers, ClientListener listener) {
    this.connections = connections;
    this.headers = headers;
    this.listener = listener;
  }

  /**
   * What an address answers. Fails with a {@link RegistryException} if it does not.
   *
   * @param authorization the header's value
   */
  CompletableFuture<Reply> ask(
      Address address, Call call, Optional<String> authorization, Duration limit) {
    String url = address.url() + call.path();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .setHeader("Content-Type", MEDIA_TYPE)
            .setHeader("Accept", MEDIA_TYPE + ", application/json");
    headers.forEach(request::setHeader);
    authorization.ifPresent(value -> authorize(request, value));
    String body = call.body();
    request.method(
        call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    long began = System.nanoTime();
    return connections
        .send(request, limit)
        .thenApply(
            response -> Reply.of(call.method() + " " + url, response, new Excerpt(authorization)))
        .whenComplete(
            (reply, failure) ->
                listener.requestFinished(
                    call.operation(),
                    address.url(),
                    reply == null ? 0 : reply.status(),
                    Duration.ofNanos(System.nanoTime() - began)));
  }

  private static void authorize(HttpRequest.Builder request, String value) {
    try {
      request.setHeader("Authorization", value);
    } catch (IllegalArgumentException e) {
      // Its message would repeat the value.
      throw RegistryException.unreadable(
          "Authorization", "The bearer token cannot be sent: it holds line breaks or the like");
    }
  }
}
