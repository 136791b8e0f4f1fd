package dev.stele.server.http;

import dev.stele.server.engine.ClientCall;
import dev.stele.server.engine.Forward;
import dev.stele.server.engine.PeerException;
import dev.stele.server.engine.PeerException.Kind;
import dev.stele.server.engine.PeerNode;
import dev.stele.server.engine.PeerReply;
import dev.stele.server.engine.Peers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The way to the other nodes over HTTP. Only an answer that names the node that was asked counts:
 * at an address that is wrong, anything may answer. Nothing is sent twice.
 */
final class HttpPeers implements Peers {
  private static final int CONNECTIONS = 64; // to each node; more requests wait for one
  // Well below the time after which a server closes a silent connection, lest a request meets that.
  private static final int KEEP_ALIVE_SECONDS = 10;
  private static final int MISDIRECTED = 421;

  private final HttpClient requests;
  private final HttpClient pings;
  private final Duration pingTimeout;
  private final int maxReplyBytes;

  /**
   * @param connectTimeout after which a node counts as unreachable
   * @param pingTimeout after which a ping's connection is given up
   * @param maxReplyBytes a larger answer is none
   */
  HttpPeers(Vertx vertx, Duration connectTimeout, Duration pingTimeout, int maxReplyBytes) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) connectTimeout.toMillis())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    this.requests = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.pings = vertx.createHttpClient(options, new PoolOptions());
    this.pingTimeout = pingTimeout;
    this.maxReplyBytes = maxReplyBytes;
  }

  @Override
  public CompletionStage<PeerReply> forward(PeerNode holder, Forward forward, ClientCall call) {
    CompletableFuture<PeerReply> result = new CompletableFuture<>();
    address(holder)
        .map(address -> request(address, forward, call))
        .compose(options -> open(requests, holder, options))
        .compose(
            request -> {
              resetIfCancelled(request, result);
              return answer(holder, request.send(Buffer.buffer(bytes(call))));
            })
        .onComplete(result::complete, result::completeExceptionally);
    return result;
  }

  @Override
  public CompletionStage<Void> ping(PeerNode node) {
    return address(node)
        .map(
            address ->
                address
                    .setURI(PeerHeaders.PING)
                    .setIdleTimeout(2 * pingTimeout.toMillis())
                    .putHeader(PeerHeaders.NODE, node.id()))
        .compose(options -> open(pings, node, options))
        .compose(request -> answer(node, request.send()))
        .<Void>mapEmpty()
        .toCompletionStage();
  }

  private static RequestOptions request(RequestOptions address, Forward forward, ClientCall call) {
    address.setMethod(HttpMethod.valueOf(call.method())).setURI(call.uri());
    call.headers().forEach(header -> address.addHeader(header.getKey(), header.getValue()));
    return address
        .putHeader(PeerHeaders.COMMAND, forward.command().toString())
        .putHeader(PeerHeaders.NODE, forward.node())
        .putHeader(PeerHeaders.CLAIM, Long.toString(forward.claim()));
  }

  private static Future<HttpClientRequest> open(
      HttpClient client, PeerNode node, RequestOptions options) {
    return client.request(options).recover(error -> failed(Kind.UNREACHABLE, node, error));
  }

  private Future<PeerReply> answer(PeerNode node, Future<HttpClientResponse> sent) {
    return sent.recover(error -> failed(Kind.LOST, node, error))
        .compose(response -> reply(node, response));
  }

  private Future<PeerReply> reply(PeerNode asked, HttpClientResponse response) {
    String answering = response.getHeader(PeerHeaders.NODE);
    if (!asked.id().equals(answering)) {
      return stranger(asked, answering, response);
    }
    if (response.statusCode() == MISDIRECTED) {
      return Future.failedFuture(
          new PeerException(Kind.MISDIRECTED, asked.url() + " says that it is not the writer"));
    }
    if (response.headers().contains(PeerHeaders.NO_KAFKA)) {
      return Future.failedFuture(
          new PeerException(Kind.NO_KAFKA, asked.url() + " says that it has lost Kafka"));
    }
    return body(asked, response)
        .map(
            body ->
                new PeerReply(
                    response.statusCode(),
                    Optional.ofNullable(response.getHeader("Content-Type")),
                    ByteBuffer.wrap(body.getBytes()),
                    offset(response.getHeader(Consistency.OFFSET_HEADER))));
  }

  // Another process of ours has refused the request; of anything else nobody knows what it does.
  private static Future<PeerReply> stranger(
      PeerNode asked, @Nullable String answering, HttpClientResponse response) {
    response.request().reset();
    return answering != null && response.statusCode() == MISDIRECTED
        ? Future.failedFuture(
            new PeerException(
                Kind.UNREACHABLE,
                "at %s answers node %s: does another one advertise the same address?"
                    .formatted(asked.url(), answering)))
        : Future.failedFuture(
            new PeerException(
                Kind.LOST, "what answers at " + asked.url() + " is not the node that claimed"));
  }

  private Future<Buffer> body(PeerNode asked, HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response.handler(
        part -> {
          body.appendBuffer(part);
          if (body.length() > maxReplyBytes) {
            response.request().reset();
          }
        });
    return response.end().recover(error -> failed(Kind.LOST, asked, error)).map(ended -> body);
  }

  private static OptionalLong offset(@Nullable String header) {
    try {
      return header == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(header));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static void resetIfCancelled(
      HttpClientRequest request, CompletableFuture<PeerReply> result) {
    CompletionStage<PeerReply> outcome = result;
    outcome.whenComplete(
        (reply, error) -> {
          if (error instanceof CancellationException) {
            request.reset();
          }
        });
  }

  private static Future<RequestOptions> address(PeerNode node) {
    try {
      URI url = new URI(node.url());
      boolean secure = "https".equals(url.getScheme());
      if (url.getHost() == null || !(secure || "http".equals(url.getScheme()))) {
        throw new URISyntaxException(node.url(), "not http://host:port");
      }
      int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
      String host = url.getHost();
      boolean v6 = host.startsWith("[");
      return Future.succeededFuture(
          new RequestOptions()
              .setHost(v6 ? host.substring(1, host.length() - 1) : host)
              .setPort(port)
              .setSsl(secure));
    } catch (URISyntaxException e) {
      return Future.failedFuture(
          new PeerException(
              Kind.UNREACHABLE, "node " + node.id() + " advertises '" + node.url() + "'"));
    }
  }

  private static byte[] bytes(ClientCall call) {
    byte[] bytes = new byte[call.body().remaining()];
    call.body().duplicate().get(bytes);
    return bytes;
  }

  private static <T> Future<T> failed(Kind kind, PeerNode node, Throwable error) {
    String why = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    return Future.failedFuture(
        error instanceof PeerException
            ? error
            : new PeerException(kind, "asking " + node.url() + " failed: " + why));
  }
}
