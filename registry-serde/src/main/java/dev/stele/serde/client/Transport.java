package dev.stele.serde.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Speaks the registry's HTTP with one address at a time. */
final class Transport {
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  private final HostNames names = new HostNames(InetAddress::getByName);
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
    URI written = URI.create(address.url() + call.path());
    String what = call.method() + " " + written;
    HttpRequest.Builder request = request(call, authorization);
    Deadline deadline = Deadline.in(limit);
    long began = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> response =
        written.getHost() == null
            ? names
                .addressed(written, what, limit)
                .thenCompose(
                    uri ->
                        connections.send(
                            named(request, written.getRawAuthority()).uri(uri),
                            what,
                            deadline.remaining()))
            : connections.send(request.uri(written), what, limit);
    return response
        .thenApply(answer -> Reply.of(what, answer, new Excerpt(authorization)))
        .whenComplete(
            (reply, failure) ->
                listener.requestFinished(
                    call.operation(),
                    address.url(),
                    reply == null ? 0 : reply.status(),
                    Duration.ofNanos(System.nanoTime() - began)));
  }

  private HttpRequest.Builder request(Call call, Optional<String> authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .setHeader("Content-Type", MEDIA_TYPE)
            .setHeader("Accept", MEDIA_TYPE + ", application/json");
    headers.forEach(request::setHeader);
    authorization.ifPresent(value -> authorize(request, value));
    String body = call.body();
    return request.method(
        call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  /** Says the host as the user did, if the JDK lets us: jdk.httpclient.allowRestrictedHeaders. */
  private static HttpRequest.Builder named(HttpRequest.Builder request, String host) {
    try {
      return request.setHeader("Host", host);
    } catch (IllegalArgumentException e) {
      return request;
    }
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
