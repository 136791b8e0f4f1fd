package dev.stele.it.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A TCP link on 127.0.0.1 that can be broken in the ways links break. It never loses or reorders
 * bytes of a connection that lives on, as TCP does not: what is held back while packets are dropped
 * arrives when the link heals. Thread-safe.
 */
final class Proxy implements AutoCloseable {
  private static final int CHUNK_BYTES = 16 * 1024;
  private static final int BACKLOG = 50;
  private static final int CONNECT_MS = 2_000;
  private static final int FILL_MS = 100;

  private final int port;
  private final InetSocketAddress target;
  private final Set<Socket> open = new HashSet<>();
  private final List<Socket> fillers = new ArrayList<>();
  private Condition condition = Condition.PASSING;
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;

  /** How the link is. */
  private enum Condition {
    PASSING,
    DROPPING,
    REFUSING,
    CLOSED
  }

  // Read by the pumps without the lock.
  private volatile long latencyMs;
  private volatile long bytesPerSecond = Long.MAX_VALUE;

  /** Listens on a port, and passes everything to another one. */
  Proxy(int port, int targetPort) {
    this.port = port;
    this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
    listen(BACKLOG);
  }

  int port() {
    return port;
  }

  /** Where clients connect to, {@code host:port}. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** Resets what is connected and refuses what connects. */
  synchronized void refuse() {
    change(Condition.REFUSING);
    unlisten();
    reset();
  }

  /** Resets what is connected; the next connection passes. */
  synchronized void reset() {
    open.forEach(Proxy::abort);
    open.clear();
  }

  /** A black hole: no byte passes, connections stay open, and connecting gets no answer. */
  synchronized void drop() {
    change(Condition.DROPPING);
    unlisten();
    // With a full backlog the system leaves further connection requests unanswered.
    listen(1);
    fillBacklog();
  }

  /** Everything that passes is late, and there is only so much of it per second. */
  void slow(long latencyMs, long bytesPerSecond) {
    this.latencyMs = latencyMs;
    this.bytesPerSecond = bytesPerSecond;
  }

  /** As good as new; connections that were held go on. */
  synchronized void heal() {
    slow(0, Long.MAX_VALUE);
    if (condition == Condition.PASSING) {
      return;
    }
    unlisten();
    fillers.forEach(Proxy::abort);
    fillers.clear();
    change(Condition.PASSING);
    listen(BACKLOG);
  }

  @Override
  public synchronized void close() {
    change(Condition.CLOSED);
    unlisten();
    fillers.forEach(Proxy::abort);
    reset();
  }

  private void change(Condition next) {
    condition = next;
    notifyAll();
  }

  private void listen(int backlog) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), backlog);
      listener = socket;
      if (condition == Condition.PASSING) {
        acceptor = daemon("proxy-accept-" + port, () -> accept(socket));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't listen on " + address(), e);
    }
  }

  // Returns when nobody listens any more, which is not before the last accept() has returned.
  private void unlisten() {
    ServerSocket socket = listener;
    Thread accepting = acceptor;
    listener = null;
    acceptor = null;
    try {
      if (socket != null) {
        socket.close();
      }
      if (accepting != null) {
        accepting.join();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fillBacklog() {
    for (boolean full = false; !full; ) {
      Socket filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), FILL_MS);
      } catch (IOException e) {
        full = true; // unanswered, as everything from now on
      }
    }
  }

  private void accept(ServerSocket socket) {
    while (true) {
      Socket client;
      try {
        client = socket.accept();
      } catch (IOException e) {
        return; // closed by refuse(), drop() or close()
      }
      Thread unused = daemon("proxy-" + port, () -> connect(client));
    }
  }

  private void connect(Socket client) {
    Socket server = new Socket();
    try {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(target, CONNECT_MS);
    } catch (IOException e) {
      abort(server);
      abort(client); // what is behind the link is not there
      return;
    }
    synchronized (this) {
      if (condition == Condition.REFUSING || condition == Condition.CLOSED) {
        abort(server);
        abort(client);
        return;
      }
      open.add(client);
      open.add(server);
    }
    Thread unused = daemon("proxy-up-" + port, () -> pump(client, server));
    pump(server, client);
  }

  // One direction of one connection, until either end closes or breaks.
  private void pump(Socket from, Socket to) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        delay(length);
        awaitPassing();
        out.write(chunk, 0, length);
      }
      awaitPassing();
      to.shutdownOutput();
    } catch (IOException e) {
      forget(from, to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (from.isOutputShutdown() && to.isOutputShutdown()) {
      forget(from, to);
    }
  }

  private void delay(int bytes) {
    long nanos = latencyMs * 1_000_000 + bytes * 1_000_000_000L / bytesPerSecond;
    if (nanos > 0) {
      LockSupport.parkNanos(nanos);
    }
  }

  private synchronized void awaitPassing() throws InterruptedException {
    while (condition == Condition.DROPPING) {
      wait();
    }
  }

  private synchronized void forget(Socket one, Socket other) {
    for (Socket socket : List.of(one, other)) {
      open.remove(socket);
      abort(socket);
    }
  }

  private static void abort(Socket socket) {
    try {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0); // closing sends a reset
      }
      socket.close();
    } catch (SocketException e) {
      // closed by the other direction's thread in this moment
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
