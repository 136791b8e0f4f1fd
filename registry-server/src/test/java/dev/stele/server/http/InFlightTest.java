package dev.stele.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All request bodies together are bounded, by what they announce. */
final class InFlightTest {
  private static final int BODIES = TestServer.MAX_IN_FLIGHT_BYTES / TestServer.MAX_BODY_BYTES;
  private static final String SCHEMA = "{\"schema\":\"\\\"int\\\"\"}";

  private final TestServer server = new TestServer();
  private final TestClient client = new TestClient(server);
  private final List<Slow> slow = new ArrayList<>();

  @AfterEach
  void stop() {
    slow.forEach(Slow::close);
    server.close();
  }

  /** A client that announces the largest body, and sends it when it is told to. */
  private static final class Slow {
    private final Socket socket;

    /** Comes back when the server waits for the body. */
    Slow(int port, String length) {
      try {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        send("Expect: 100-continue\r\n" + length, "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      assertThat(answer()).startsWith("HTTP/1.1 100 Continue");
    }

    private void send(String headers, String body) {
      write("POST /subjects/a/versions HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n\r\n" + body);
    }

    private void write(String text) {
      try {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String answer() {
      try {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
          head.append((char) in.read());
        }
        int length = head.indexOf("content-length: ");
        if (length >= 0) {
          int end = head.indexOf("\r", length);
          in.readNBytes(Integer.parseInt(head.substring(length + 16, end)));
        }
        return head.toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void announceAll(String length) {
    for (int i = 0; i < BODIES; i++) {
      slow.add(new Slow(server.port(), length));
    }
  }

  private void announceAll() {
    announceAll("Content-Length: " + TestServer.MAX_BODY_BYTES);
  }

  private HttpResponse<String> register() {
    return client.send("POST", "/subjects/b/versions", SCHEMA);
  }

  @Test
  void bodies_aboveTheLimit_503_andWithoutBodyServed() {
    announceAll();

    HttpResponse<String> response = register();

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .contains("\"error_code\":50302", "4194304 bytes", "stele.http.inflight.max.bytes");
    assertThat(client.get("/subjects").statusCode()).isEqualTo(200);
  }

  @Test
  void chunkedBodies_countAsTheLargest() {
    announceAll("Transfer-Encoding: chunked");

    assertThat(register().statusCode()).isEqualTo(503);
  }

  @Test
  void answer_makesRoom() {
    announceAll();
    Slow first = slow.get(0);
    first.write(SCHEMA + " ".repeat(TestServer.MAX_BODY_BYTES - SCHEMA.length()));
    assertThat(first.answer()).startsWith("HTTP/1.1 200 ");

    // On the same connection, so after all that belongs to the first answer.
    first.send("Content-Length: " + SCHEMA.length(), SCHEMA);

    assertThat(first.answer()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void clientsThatGoAway_makeRoom() {
    announceAll();
    slow.forEach(Slow::close);

    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    int status = register().statusCode();
    while (status == 503 && System.nanoTime() < end) {
      status = register().statusCode();
    }

    assertThat(status).isEqualTo(200);
  }
}
