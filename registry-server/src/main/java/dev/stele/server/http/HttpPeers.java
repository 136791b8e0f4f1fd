package dev.stele.server.http;

import dev.stele.server.engine.ClientCall;
import dev.stele.server.engine.Forward;
import dev.stele.server.engine.PeerException;
import dev.stele.server.engine.PeerException.Kind;
import dev.stele.server.engine.PeerNode;
import dev.stele.server.engine.PeerReply;
import dev.stele.server.engine.Peers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way to the other nodes over HTTP. Only an answer that names the node that was asked counts:
 * at an address that is wrong, anything may answer. Nothing is sent twice.
 *
 * <p>All requests are on one event loop, so that a request which is given up cannot take down the
 * next one on its connection.
 */
final class HttpPeers implements Peers {
  private static final int CONNECTIONS = 64; // to each node; more requests wait for one
  // Below the shortest time after which a node closes a silent connection (6 s), lest a request
  // meets that.
  private static final int KEEP_ALIVE_SECONDS = 4;
  private static final int MISDIRECTED = 421;

  private final Context context;
  private final HttpClient requests;
  private final HttpClient pings;
  private final Names names;
  private final int maxReplyBytes;

  /**
   * @param connectTimeout after which a node counts as unreachable, and a name has no address; the
   *     wait for one of the connections that there are does not count
   * @param maxReplyBytes a larger answer is none
   */
  HttpPeers(Vertx vertx, Duration connectTimeout, int maxReplyBytes) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) connectTimeout.toMillis())
            .setSslHandshakeTimeout(connectTimeout.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    this.context = vertx.getOrCreateContext();
    this.requests = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.pings = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.names = new Names(vertx, connectTimeout, InetAddress::getByName);
    this.maxReplyBytes = maxReplyBytes;
  }

  @Override
  public CompletionStage<PeerReply> forward(PeerNode holder, Forward forward, ClientCall call) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    call.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
    PeerHeaders.of(forward).forEach(headers::set);
    byte[] body = new byte[call.body().remaining()];
    call.body().duplicate().get(body);
    HttpMethod method = HttpMethod.valueOf(call.method());
    Message message = new Message(method, call.uri(), headers, Buffer.buffer(body));
    return new Exchange(requests, holder, message).start();
  }

  @Override
  public CompletionStage<Void> ping(PeerNode node) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().set(PeerHeaders.NODE, node.id());
    Message message = new Message(HttpMethod.GET, PeerHeaders.PING, headers, Buffer.buffer());
    CompletableFuture<PeerReply> reply = new Exchange(pings, node, message).start();
    CompletableFuture<Void> answered = reply.thenAccept(pong -> {});
    // Whoever has waited long enough ends it, and then nobody needs the connection.
    CompletionStage<Void> outcome = answered;
    outcome.whenComplete((done, error) -> reply.cancel(false));
    return answered;
  }

  private record Message(HttpMethod method, String uri, MultiMap headers, Buffer body) {}

  /** One request to one node. Confined to the event loop, but for its result. */
  private final class Exchange {
    private final HttpClient client;
    private final PeerNode asked;
    private final Message message;
    private final CompletableFuture<PeerReply> result = new CompletableFuture<>();
    private @Nullable HttpClientRequest underWay; // while its connection is its own

    Exchange(HttpClient client, PeerNode asked, Message message) {
      this.client = client;
      this.asked = asked;
      this.message = message;
    }

    CompletableFuture<PeerReply> start() {
      // However it ends, what is not read by then is not waited for.
      CompletionStage<PeerReply> outcome = result;
      outcome.whenComplete((reply, error) -> onLoop(this::reset));
      if (!onLoop(this::run)) {
        fail(Kind.UNREACHABLE, "This node has stopped");
      }
      return result;
    }

    /** Says whether there still is a loop. */
    private boolean onLoop(Runnable task) {
      try {
        context.runOnContext(go -> task.run());
        return true;
      } catch (RejectedExecutionException e) {
        return false;
      }
    }

    private void run() {
      PeerAddress address = PeerAddress.of(asked.url()).orElse(null);
      if (address == null) {
        fail(Kind.UNREACHABLE, "Node %s advertises '%s'".formatted(asked.id(), asked.url()));
        return;
      }
      names
          .lookUp(address.host())
          .compose(digits -> connect(options(address, digits)))
          .onFailure(
              error -> fail(Kind.UNREACHABLE, "Cannot connect to " + asked.url() + why(error)))
          .compose(this::send)
          .onFailure(error -> fail(Kind.LOST, "No answer from " + asked.url() + why(error)));
    }

    private RequestOptions options(PeerAddress address, String digits) {
      return new RequestOptions()
          .setServer(SocketAddress.inetSocketAddress(address.port(), digits))
          .setHost(address.host())
          .setPort(address.port())
          .setSsl(address.secure())
          .setMethod(message.method())
          .setURI(message.uri());
    }

    private Future<HttpClientRequest> connect(RequestOptions options) {
      return client
          .request(options)
          .recover(
              error ->
                  error instanceof HttpClosedException
                      ? client.request(options) // a kept one had been closed, and nothing was sent
                      : Future.failedFuture(error));
    }

    private Future<Void> send(HttpClientRequest request) {
      request.exceptionHandler(error -> {}); // the answer's failure says the same
      if (result.isDone()) {
        return request.reset(); // nothing was sent: the connection stays
      }
      underWay = request;
      message
          .headers()
          .forEach(header -> request.headers().add(header.getKey(), header.getValue()));
      Future<HttpClientResponse> answer =
          message.body().length() == 0 ? request.send() : request.send(message.body());
      return answer.compose(this::read);
    }

    private Future<Void> read(HttpClientResponse response) {
      String answering = response.getHeader(PeerHeaders.NODE);
      if (!asked.id().equals(answering)) {
        stranger(answering, response.statusCode());
        return Future.succeededFuture();
      }
      Buffer body = Buffer.buffer();
      response.handler(
          part -> {
            body.appendBuffer(part);
            if (body.length() > maxReplyBytes) {
              fail(
                  Kind.LOST,
                  "The answer from %s is larger than %d bytes"
                      .formatted(asked.url(), maxReplyBytes));
            }
          });
      return response
          .end()
          .onSuccess(
              end -> {
                underWay = null;
                judge(response, body);
              });
    }

    // Another process of ours has refused the request; of anything else nobody knows what it does.
    private void stranger(@Nullable String answering, int status) {
      if (answering != null && status == MISDIRECTED) {
        fail(
            Kind.UNREACHABLE,
            "At %s answers node %s instead of %s: do two nodes advertise the same address?"
                .formatted(asked.url(), answering, asked.id()));
      } else {
        fail(Kind.LOST, "What answers at %s is not node %s".formatted(asked.url(), asked.id()));
      }
    }

    private void judge(HttpClientResponse response, Buffer body) {
      if (response.statusCode() == MISDIRECTED) {
        fail(Kind.MISDIRECTED, asked.url() + " says that it is not the writer");
      } else if (response.headers().contains(PeerHeaders.NO_KAFKA)) {
        fail(Kind.NO_KAFKA, asked.url() + " says that it has lost Kafka");
      } else {
        result.complete(
            new PeerReply(
                response.statusCode(),
                Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_TYPE)),
                ByteBuffer.wrap(body.getBytes()),
                PeerHeaders.offset(response.headers())));
      }
    }

    private void reset() {
      HttpClientRequest left = underWay;
      if (left != null) {
        underWay = null;
        left.reset();
      }
    }

    // What is known first stands.
    private void fail(Kind kind, String message) {
      result.completeExceptionally(new PeerException(kind, message));
    }

    private static String why(Throwable error) {
      String message = error.getMessage();
      return ": " + (message == null ? error.getClass().getSimpleName() : message);
    }
  }
}
