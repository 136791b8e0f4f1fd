package dev.stele.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An orderly stop: nobody who is let in goes away without an answer. */
@Timeout(60)
final class HttpEndpointTest {
  private static final Duration LONG = Duration.ofSeconds(50);
  private static final String GET = "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n";

  private final CountDownLatch asked = new CountDownLatch(1);
  private final Promise<Reply> answer = Promise.promise();
  private final Route slow =
      new Route(HttpMethod.GET, "/slow", MediaTypes.only("text/plain"), request -> slow());
  private final TestServer server = new TestServer(0, List.of(slow));

  private Future<Reply> slow() {
    asked.countDown();
    return answer.future();
  }

  @Test
  void leave_withoutClients_waitsForNobody() {
    server.endpoint().leave(LONG);

    server.close();
  }

  @Test
  void leave_endsAConnectionWithItsAnswer_andLetsNobodyIn() throws Exception {
    answer.complete(Reply.ok(Buffer.buffer("done")));
    try (Client idle = new Client();
        Client busy = new Client()) {
      assertThat(idle.get()).doesNotContain("connection: close").endsWith("done");

      CompletableFuture<Void> left =
          CompletableFuture.runAsync(() -> server.endpoint().leave(LONG));

      String last = busy.get();
      while (!last.contains("connection: close")) {
        last = busy.get();
      }
      assertThat(last).endsWith("done");
      assertThat(busy.isEnded()).isTrue();
      assertThatThrownBy(Client::new).isInstanceOf(ConnectException.class);
      assertThat(left).isNotDone();
      assertThat(idle.get()).contains("connection: close").endsWith("done");
      assertThat(idle.isEnded()).isTrue();
      left.get(30, TimeUnit.SECONDS);
    }
    server.close();
  }

  @Test
  void finish_endsIdleConnections_andAnswersWhatIsUnderWay() throws Exception {
    try (Client waiting = new Client();
        Client idle = new Client()) {
      idle.get("/");
      waiting.send();
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

      server.endpoint().finish(Duration.ofMillis(50));

      assertThat(idle.isEnded()).isTrue();
      assertThatThrownBy(Client::new).isInstanceOf(ConnectException.class);
      answer.complete(Reply.ok(Buffer.buffer("done")));
      assertThat(waiting.receive()).endsWith("done");
      assertThat(waiting.isEnded()).isTrue();
    }
    server.close();
  }

  @Test
  void leaveAndFinish_answerWhatIsUnderWay() throws Exception {
    try (Client waiting = new Client()) {
      waiting.send();
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

      server.endpoint().leave(Duration.ofMillis(50));
      server.endpoint().finish(Duration.ofMillis(50));

      answer.complete(Reply.ok(Buffer.buffer("done")));
      assertThat(waiting.receive()).endsWith("done");
      assertThat(waiting.isEnded()).isTrue();
    }
    server.close();
  }

  @Test
  void close_doesNotWaitLongForAnAnswerThatNeverComes() throws Exception {
    try (Client waiting = new Client()) {
      waiting.send();
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
      long start = System.nanoTime();

      server.close();

      // For a machine that pauses; the client would wait for longer.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
      assertThat(waiting.isEnded()).isTrue();
    }
  }

  /** One connection. */
  private final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Client() throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      socket.setSoTimeout(30_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    String get() throws IOException {
      send();
      return receive();
    }

    void send() throws IOException {
      send(GET);
    }

    private void send(String request) throws IOException {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    void get(String path) throws IOException {
      send(GET.replace("/slow", path));
      receive();
    }

    String receive() throws IOException {
      StringBuilder text = new StringBuilder();
      int length = 0;
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        text.append(line).append('\n');
        if (line.startsWith("content-length: ")) {
          length = Integer.parseInt(line.substring("content-length: ".length()));
        }
      }
      char[] body = new char[length];
      for (int read = 0; read < length; ) {
        read += in.read(body, read, length - read);
      }
      return text.append(body).toString();
    }

    boolean isEnded() throws IOException {
      return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
