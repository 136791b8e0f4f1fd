package dev.stele.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.testkit.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each way of breaking a link breaks it in that way. */
@Timeout(120)
class ProxyTest {
  private static final int SHORT_MS = 300;
  private static final int LONG_MS = 30_000; // bounds failures only

  private ServerSocket server;
  private Proxy proxy;

  @BeforeEach
  void setUp() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread echo = new Thread(this::echo);
    echo.setDaemon(true);
    echo.start();
    proxy = new Proxy(Ports.free("127.0.0.1"), server.getLocalPort());
  }

  @AfterEach
  void tearDown() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void passing_bothWays() throws IOException {
    try (Socket client = connect()) {
      assertThat(say(client, "hello")).isEqualTo("hello");
    }
  }

  @Test
  void refuse_breaksWhatIsOpenAndRefusesTheNext() throws IOException {
    try (Socket client = connect()) {
      say(client, "hello");

      proxy.refuse();

      assertThatThrownBy(() -> say(client, "again")).isInstanceOf(SocketException.class);
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }
    proxy.heal();
    try (Socket client = connect()) {
      assertThat(say(client, "healed")).isEqualTo("healed");
    }
  }

  @Test
  void reset_breaksWhatIsOpenAndPassesTheNext() throws IOException {
    try (Socket client = connect()) {
      say(client, "hello");

      proxy.reset();

      assertThatThrownBy(() -> say(client, "again")).isInstanceOf(SocketException.class);
    }
    try (Socket client = connect()) {
      assertThat(say(client, "next")).isEqualTo("next");
    }
  }

  @Test
  void drop_holdsWhatIsOpenAndAnswersNobody() throws IOException {
    try (Socket client = connect()) {
      say(client, "hello");

      proxy.drop();

      client.setSoTimeout(SHORT_MS);
      assertThatThrownBy(() -> say(client, "held")).isInstanceOf(SocketTimeoutException.class);
      assertThatThrownBy(() -> connect(SHORT_MS)).isInstanceOf(SocketTimeoutException.class);

      proxy.heal();

      client.setSoTimeout(LONG_MS);
      assertThat(hear(client, "held".length())).isEqualTo("held");
    }
    try (Socket client = connect()) {
      assertThat(say(client, "healed")).isEqualTo("healed");
    }
  }

  @Test
  void slow_comesLate() throws IOException {
    try (Socket client = connect()) {
      say(client, "hello");

      proxy.slow(100, 10_000);

      long start = System.nanoTime();
      assertThat(say(client, "hello")).isEqualTo("hello");
      assertThat(System.nanoTime() - start).isGreaterThan(200_000_000L);
    }
  }

  private Socket connect() throws IOException {
    return connect(LONG_MS);
  }

  private Socket connect(int patienceMs) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(patienceMs);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), patienceMs);
    return socket;
  }

  private static String say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    return hear(socket, text.length());
  }

  private static String hear(Socket socket, int length) throws IOException {
    byte[] answer = socket.getInputStream().readNBytes(length);
    if (answer.length < length) {
      throw new SocketException("closed");
    }
    return new String(answer, UTF_8);
  }

  private void echo() {
    while (true) {
      try {
        Socket socket = server.accept();
        Thread thread =
            new Thread(
                () -> {
                  try (socket) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                  } catch (IOException e) {
                    // the connection was broken, which is what is tested
                  }
                });
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }
}
