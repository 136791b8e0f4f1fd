package dev.stele.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stele.server.engine.ClientCall;
import dev.stele.server.engine.Forward;
import dev.stele.server.engine.MisdirectedException;
import dev.stele.server.engine.PeerException;
import dev.stele.server.engine.PeerException.Kind;
import dev.stele.server.engine.PeerNode;
import dev.stele.server.engine.PeerReply;
import dev.stele.server.engine.Peers;
import dev.stele.server.engine.UnavailableException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets: what goes out, what comes back, and what is known when nothing does. */
@Timeout(180)
final class HttpPeersTest {
  private static final int MAX_REPLY_BYTES = 100_000;
  // Far from the short connect timeout; below what limits of the system and of libraries are.
  private static final Duration BOUND = Duration.ofSeconds(4);
  private static final int TRIES = 5; // for a machine that pauses now and then
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NODE = TestServer.NODE;
  private static final String GOOD =
      FakePeer.http("200 OK\r\nX-Stele-Node: " + NODE + "\r\nX-Stele-Offset: 7", "{}");
  private static final Forward FORWARD =
      new Forward(UUID.fromString("01234567-89ab-4def-8123-456789abcdef"), "request-1", NODE, 4711);

  private static final byte[] SIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private static final Vertx VERTX = Vertx.vertx();
  private static final Peers PEERS = new HttpPeers(VERTX, PATIENCE, MAX_REPLY_BYTES);
  private static final Peers IMPATIENT = new HttpPeers(VERTX, SHORT, MAX_REPLY_BYTES);

  @AfterAll
  static void stop() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void forward_goesOutAsItCame() {
    try (FakePeer peer = FakePeer.answering(GOOD)) {
      ClientCall call =
          new ClientCall(
              "POST",
              "/subjects/a%2Fb%20c/versions?normalize=true&x=%00&y=%zz",
              List.of(
                  Map.entry("Authorization", "Basic dTpw"),
                  Map.entry("X-Twice", "1"),
                  Map.entry("X-Twice", "2"),
                  Map.entry("Cookie", "a=b"),
                  Map.entry("X-Request-ID", "request-1")),
              bytes("{\"schema\":\"\u00e9\"}"));

      success(PEERS.forward(at(peer), FORWARD, call));

      String request = peer.requests.get(0);
      assertThat(request)
          .startsWith("POST /subjects/a%2Fb%20c/versions?normalize=true&x=%00&y=%zz HTTP/1.1\r\n")
          .endsWith("\r\n\r\n" + latin(call.body()));
      assertThat(request.substring(0, request.indexOf("\r\n\r\n")).lines().skip(1))
          .containsExactlyInAnyOrder(
              "Authorization: Basic dTpw",
              "X-Twice: 1",
              "X-Twice: 2",
              "Cookie: a=b",
              "X-Request-ID: request-1",
              "X-Stele-Command: 01234567-89ab-4def-8123-456789abcdef",
              "X-Stele-Node: " + NODE,
              "X-Stele-Claim: 4711",
              "content-length: 15",
              "host: 127.0.0.1:" + peer.port());
    }
  }

  @Test
  void forward_withoutBody_sendsNone() {
    try (FakePeer peer = FakePeer.answering(GOOD)) {
      success(PEERS.forward(at(peer), FORWARD, call("DELETE", "/subjects/a?permanent=true")));

      assertThat(peer.requests.get(0))
          .startsWith("DELETE /subjects/a?permanent=true HTTP/1.1\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void header_thatIsNotAscii_goesOutByteForByte() {
    try (FakePeer peer = FakePeer.answering(GOOD)) {
      ClientCall call =
          new ClientCall(
              "DELETE",
              "/config/a",
              List.of(Map.entry("Authorization", "Basic \u00fc\u0080\u00ff\tx")),
              ByteBuffer.allocate(0));

      success(PEERS.forward(at(peer), FORWARD, call));

      assertThat(peer.requests.get(0))
          .contains("\r\nAuthorization: Basic \u00fc\u0080\u00ff\tx\r\n");
    }
  }

  @Test
  void header_thatCannotBeSent_lost_andNothingIsSent() {
    try (FakePeer peer = FakePeer.answering(GOOD)) {
      ClientCall call =
          new ClientCall(
              "DELETE", "/config/a", List.of(Map.entry("X-Odd", "a\r\nb")), ByteBuffer.allocate(0));

      assertThat(failure(PEERS.forward(at(peer), FORWARD, call)).kind()).isEqualTo(Kind.LOST);
      assertThat(peer.requests).isEmpty();
    }
  }

  @Test
  void answer_comesBackAsItIs() {
    String body = "{\"error_code\":40901,\"message\":\"\u00e9\"}";
    String answer =
        FakePeer.http(
            "409 Conflict\r\nContent-Type: application/x; charset=utf-8\r\nx-stele-node: "
                + NODE
                + "\r\nX-Stele-Offset: 12",
            body);
    try (FakePeer peer = FakePeer.answering(answer)) {
      assertThat(success(forward(at(peer))))
          .isEqualTo(
              new PeerReply(
                  409,
                  Optional.of("application/x; charset=utf-8"),
                  bytes(body),
                  OptionalLong.of(12)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/echo/a%2Fb%20c?normalize=true&x=%00",
        "/echo/%25zz?x=%2B+%20",
        "/echo/%E2%82%AC;p=1?x=%E2%82%AC&x=2",
        "/echo/a+b%2B?x=",
      })
  void forward_isRoutedAsTheClientsOwnRequest(String uri) {
    Route echo =
        new Route(
            HttpMethod.POST,
            "/echo/{name}",
            MediaTypes.only("text/plain"),
            request ->
                Future.succeededFuture(
                    Reply.ok(
                        Buffer.buffer(request.variable("name") + "|" + request.parameter("x")))));
    try (TestServer server = new TestServer(0, List.of(echo))) {
      String asked = RawHttp.exchange(server.port(), post(uri));

      String passedOn = utf8(success(forwardTo(server.node(), call("POST", uri))).body());

      assertThat(asked).endsWith("\r\n\r\n" + passedOn);
    }
  }

  @Test
  void otherNodeAtTheAddress_unreachable_namesBoth() {
    try (TestServer server = new TestServer()) {
      server.registry.failWith(() -> new MisdirectedException("not mine"));
      PeerNode meant = new PeerNode("node-that-was", server.node().url());

      PeerException failure = failure(PEERS.forward(meant, FORWARD, register()));

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure).hasMessageContainingAll("node-that-was", NODE, meant.url());
      assertThat(failure(PEERS.ping(meant)).kind()).isEqualTo(Kind.UNREACHABLE);
    }
  }

  @Test
  void notTheWriter_misdirected() {
    try (TestServer server = new TestServer()) {
      server.registry.failWith(() -> new MisdirectedException("not the writer"));

      assertThat(failure(forwardTo(server.node(), register())).kind()).isEqualTo(Kind.MISDIRECTED);
    }
  }

  @Test
  void noKafkaThere_saysSo() {
    try (TestServer server = new TestServer()) {
      server.registry.failWith(() -> InMemoryRegistry.unavailable(Reason.NO_KAFKA));

      assertThat(failure(forwardTo(server.node(), register())).kind()).isEqualTo(Kind.NO_KAFKA);
    }
  }

  @Test
  void busyThere_isAnAnswer() {
    try (TestServer server = new TestServer()) {
      server.registry.failWith(() -> InMemoryRegistry.unavailable(Reason.QUEUE_FULL));

      assertThat(success(forwardTo(server.node(), register())).status()).isEqualTo(503);
    }
  }

  @Test
  void strangerAtTheAddress_lost() {
    try (FakePeer peer = FakePeer.answering(FakePeer.http("200 OK", "{}"))) {
      PeerException failure = failure(forward(at(peer)));

      assertThat(failure.kind()).isEqualTo(Kind.LOST);
      assertThat(failure).hasMessageContaining("is not node " + NODE);
    }
  }

  @Test
  void redirect_isNotFollowed() {
    try (FakePeer target = FakePeer.answering(GOOD);
        FakePeer peer =
            FakePeer.answering(
                FakePeer.http(
                    "307 Temporary Redirect\r\nX-Stele-Node: "
                        + NODE
                        + "\r\nLocation: http://127.0.0.1:"
                        + target.port()
                        + "/",
                    ""))) {
      assertThat(success(forward(at(peer))).status()).isEqualTo(307);
      assertThat(target.requests).isEmpty();
    }
  }

  @Test
  void nobodyListens_unreachable() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }

    assertThat(failure(forward(at("127.0.0.1", port))).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void thisNodeHasStopped_unreachable() {
    TestServer server = new TestServer();
    Peers peers = server.endpoint().peers();
    server.close();

    assertThat(failure(peers.forward(at("127.0.0.1", 1), FORWARD, register())).kind())
        .isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void connectingHangs_unreachableSoon() throws IOException {
    List<Socket> queue = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assumeTrue(fill(full, queue), "Skipped: this machine takes any number of connections");

      assertThat(failureSoon(at("127.0.0.1", full.getLocalPort())).kind())
          .isEqualTo(Kind.UNREACHABLE);
    } finally {
      for (Socket socket : queue) {
        socket.close();
      }
    }
  }

  @Test
  void unknownName_unreachableSoon() {
    PeerException failure = failureSoon(at("no-such-node.invalid", 8081));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("http://no-such-node.invalid:8081");
  }

  @Test
  void nameOfThisMachine_isFound() {
    try (FakePeer peer = FakePeer.answering(GOOD)) {
      success(forward(at("localhost", peer.port())));

      assertThat(peer.requests.get(0)).contains("host: localhost:" + peer.port());
    }
  }

  @Test
  void ipv6_isFound() throws IOException {
    FakePeer peer;
    try {
      peer = new FakePeer(InetAddress.getByAddress(SIX), request -> Optional.of(GOOD));
    } catch (java.io.UncheckedIOException e) {
      assumeTrue(false, "Skipped: this machine has no IPv6");
      return;
    }
    try (peer) {
      success(forward(at("[::1]", peer.port())));

      assertThat(peer.requests.get(0)).contains("host: [::1]:" + peer.port());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b:8081", "http://", "http://b:0", "ftp://b:1", "http://b:8081/x"})
  void addressThatIsNone_unreachable(String url) {
    PeerException failure = failure(forward(new PeerNode(NODE, url)));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("'" + url + "'");
  }

  @Test
  void https_speaksTls_andSilenceIsUnreachableSoon() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      PeerNode node = new PeerNode(NODE, "https://127.0.0.1:" + silent.getLocalPort());
      CompletableFuture<PeerReply> answer = forward(node).toCompletableFuture();
      try (Socket connection = silent.accept()) {
        InputStream in = connection.getInputStream();

        assertThat(in.read()).isEqualTo(0x16); // a TLS handshake
      }
      answer.cancel(false);
      assertThat(failureSoon(node).kind()).isEqualTo(Kind.UNREACHABLE);
    }
  }

  @Test
  void connectionEndsWithoutAnswer_lost_andNothingIsSentAgain() {
    try (FakePeer peer = new FakePeer(request -> Optional.empty())) {
      assertThat(failure(forward(at(peer))).kind()).isEqualTo(Kind.LOST);
      assertThat(peer.requests).hasSize(1);
    }
  }

  @Test
  void answerBreaksOff_lost() {
    String half = GOOD.substring(0, GOOD.length() - 1);
    try (FakePeer peer = new FakePeer(request -> Optional.of(half))) {
      CompletionStage<PeerReply> answer = forward(at(peer));
      await(() -> peer.requests.size() == 1);
      peer.close();

      assertThat(failure(answer).kind()).isEqualTo(Kind.LOST);
    }
  }

  @Test
  void answerTooLarge_lost_saysSo() {
    String head =
        "HTTP/1.1 200 OK\r\nX-Stele-Node: " + NODE + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    String chunk = "ffff\r\n" + "a".repeat(0xffff) + "\r\n";
    try (FakePeer peer = FakePeer.answering(head + chunk + chunk)) {
      PeerException failure = failure(forward(at(peer)));

      assertThat(failure.kind()).isEqualTo(Kind.LOST);
      assertThat(failure).hasMessageContaining("larger than " + MAX_REPLY_BYTES + " bytes");
      await(() -> peer.ended.get() == 1);
    }
  }

  @Test
  void givenUp_endsTheConnection() {
    try (FakePeer peer = FakePeer.answering("")) {
      CompletableFuture<PeerReply> answer = forward(at(peer)).toCompletableFuture();
      await(() -> peer.requests.size() == 1);

      answer.cancel(false);

      await(() -> peer.ended.get() == 1);
    }
  }

  @Test
  void givenUpAfterTheAnswer_leavesTheConnectionToOthers() {
    try (FakePeer peer = FakePeer.answering(GOOD)) {
      CompletableFuture<PeerReply> answer = forward(at(peer)).toCompletableFuture();
      success(answer);
      answer.cancel(false);

      success(forward(at(peer)));

      assertThat(peer.accepted).hasValue(1);
    }
  }

  @Test
  void waitForAConnection_isNoFailure() {
    CountDownLatch open = new CountDownLatch(1);
    try (FakePeer peer = new FakePeer(request -> answerAfter(open))) {
      List<CompletionStage<PeerReply>> answers = new ArrayList<>();
      for (int i = 0; i < 70; i++) {
        answers.add(IMPATIENT.forward(at(peer), FORWARD, register()));
      }
      await(() -> peer.requests.size() == 64);
      LockSupport.parkNanos(2 * SHORT.toNanos()); // longer than connecting may take
      assertThat(peer.accepted).hasValue(64);

      open.countDown();

      answers.forEach(HttpPeersTest::success);
      assertThat(peer.requests).hasSize(70);
    }
  }

  @Test
  void givenUpWhileItWaits_isNeverSent() {
    CountDownLatch open = new CountDownLatch(1);
    try (FakePeer peer = new FakePeer(request -> answerAfter(open))) {
      List<CompletionStage<PeerReply>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        answers.add(forward(at(peer)));
      }
      await(() -> peer.requests.size() == 64);
      CompletionStage<PeerReply> late = forward(at(peer));
      late.toCompletableFuture().cancel(false);

      open.countDown();

      answers.forEach(HttpPeersTest::success);
      success(forward(at(peer)));
      assertThat(peer.requests).hasSize(65);
    }
  }

  @Test
  void connectionsThatThePeerEnds_areNotUsedAgain() {
    String last = FakePeer.http("200 OK\r\nX-Stele-Node: " + NODE + "\r\nConnection: close", "{}");
    try (FakePeer peer = FakePeer.answering(last)) {
      for (int i = 0; i < 20; i++) {
        success(forward(at(peer)));
      }

      assertThat(peer.accepted).hasValue(20);
    }
  }

  @Test
  void ping_hasAnotherConnection_andSilenceIsLeftToTheCaller() {
    try (FakePeer peer = FakePeer.answering("")) {
      CompletionStage<PeerReply> answer = forward(at(peer));
      CompletableFuture<Void> pong = PEERS.ping(at(peer)).toCompletableFuture();
      await(() -> peer.requests.size() == 2);

      assertThat(pong).isNotDone();
      assertThat(peer.requests).anySatisfy(ping -> assertThat(ping).startsWith("GET /stele/ping "));
      pong.completeExceptionally(new PeerException(Kind.LOST, "as the test wants it"));

      await(() -> peer.ended.get() == 1);
      assertThat(answer.toCompletableFuture()).isNotDone();
    }
  }

  @Test
  void ping_isAnsweredByTheServer() {
    try (TestServer server = new TestServer()) {
      assertThat(server.endpoint().peers().ping(server.node()).toCompletableFuture())
          .succeedsWithin(PATIENCE);
    }
  }

  private static Optional<String> answerAfter(CountDownLatch open) {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.of(GOOD);
  }

  /** Connects until nobody more gets in; says whether that happens. */
  private static boolean fill(ServerSocket server, List<Socket> queue) throws IOException {
    for (int i = 0; i < 50; i++) {
      Socket socket = new Socket();
      queue.add(socket);
      try {
        socket.connect(
            new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 1_000);
      } catch (SocketTimeoutException e) {
        return true;
      }
    }
    return false;
  }

  private static CompletionStage<PeerReply> forward(PeerNode node) {
    return forwardTo(node, register());
  }

  private static CompletionStage<PeerReply> forwardTo(PeerNode node, ClientCall call) {
    return PEERS.forward(node, FORWARD, call);
  }

  private static PeerNode at(FakePeer peer) {
    return at("127.0.0.1", peer.port());
  }

  private static PeerNode at(String host, int port) {
    return new PeerNode(NODE, "http://" + host + ":" + port);
  }

  private static ClientCall register() {
    return new ClientCall(
        "POST",
        "/subjects/a/versions",
        List.of(Map.entry("Content-Type", "application/json")),
        bytes("{\"schema\":\"\\\"int\\\"\"}"));
  }

  private static ClientCall call(String method, String uri) {
    return new ClientCall(method, uri, List.of(), ByteBuffer.allocate(0));
  }

  private static String post(String uri) {
    return "POST " + uri + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String utf8(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  private static String latin(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
  }

  private static PeerReply success(CompletionStage<PeerReply> stage) {
    try {
      return Objects.requireNonNull(
          stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** How a request fails that must not take long, at least at one of some tries. */
  private static PeerException failureSoon(PeerNode node) {
    Duration least = PATIENCE;
    for (int i = 0; i < TRIES; i++) {
      long start = System.nanoTime();
      PeerException failure = failure(IMPATIENT.forward(node, FORWARD, register()));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (took.compareTo(BOUND) < 0) {
        return failure;
      }
      least = took.compareTo(least) < 0 ? took : least;
    }
    throw new AssertionError("Failed only after " + least);
  }

  private static PeerException failure(CompletionStage<?> stage) {
    try {
      Object answer = stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      throw new AssertionError("Answered: " + answer);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PeerException known) {
        return known;
      }
      throw new AssertionError("Failed otherwise", e);
    } catch (TimeoutException e) {
      throw new AssertionError("Neither answered nor failed within " + PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not within " + PATIENCE);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
