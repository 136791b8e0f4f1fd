package dev.stele.server.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A socket that keeps what it is sent, byte for byte as ISO 8859-1, and answers what the test
 * wants: to each request some text, or nothing, which ends the connection.
 */
final class FakePeer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

  final List<String> requests = new CopyOnWriteArrayList<>();
  final AtomicInteger accepted = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();
  private final ServerSocket server;
  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private final Function<String, Optional<String>> answer;

  FakePeer(Function<String, Optional<String>> answer) {
    this(InetAddress.getLoopbackAddress(), answer);
  }

  FakePeer(InetAddress address, Function<String, Optional<String>> answer) {
    this.answer = answer;
    try {
      server = new ServerSocket(0, 200, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  static FakePeer answering(String text) {
    return new FakePeer(request -> Optional.of(text));
  }

  /** An answer with a length. */
  static String http(String statusAndHeaders, String body) {
    return "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(statusAndHeaders, body.getBytes(StandardCharsets.UTF_8).length, body);
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Closeable socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        accepted.incrementAndGet();
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed: that is the end
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      while (true) {
        String request = read(in);
        if (request.isEmpty()) {
          return;
        }
        requests.add(request);
        Optional<String> text = answer.apply(request);
        if (text.isEmpty()) {
          return;
        }
        socket.getOutputStream().write(text.get().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // the other side has gone
    } finally {
      ended.incrementAndGet();
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return text;
      }
      bytes.write(next);
      text = bytes.toString(StandardCharsets.ISO_8859_1);
    }
    Matcher length = LENGTH.matcher(text);
    byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
    return text + new String(body, StandardCharsets.ISO_8859_1);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "fake-peer");
    thread.setDaemon(true);
    thread.start();
  }
}
