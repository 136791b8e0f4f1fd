package dev.stele.server.http;

import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Looks names up as everything else in this process does, but does not wait for long. The JDK
 * blocks and cannot be interrupted, so it has threads of its own, and each name has at most one.
 * Confined to an event loop.
 */
final class Names {
  private static final int THREADS = 4;

  private final Resolver resolver;
  private final WorkerExecutor threads;
  private final Duration patience;
  private final Map<String, Future<String>> underWay = new HashMap<>();

  /**
   * @param patience after which a name has no address
   */
  Names(Vertx vertx, Duration patience, Resolver resolver) {
    this.resolver = resolver;
    this.threads = vertx.createSharedWorkerExecutor("stele-names", THREADS);
    this.patience = patience;
  }

  /** Who is asked; may block. */
  interface Resolver {
    InetAddress lookUp(String name) throws UnknownHostException;
  }

  /** The first address of a host, as a URL spells it. */
  Future<String> lookUp(String host) {
    if (NetUtil.isValidIpV4Address(host) || host.startsWith("[")) {
      return Future.succeededFuture(host);
    }
    Future<String> answer = underWay.computeIfAbsent(host, this::ask);
    // Only here: it may be there already, and would be taken out before it is put in.
    answer.onComplete(done -> underWay.remove(host, answer));
    return answer.timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<String> ask(String name) {
    return threads.executeBlocking(() -> spelled(resolver.lookUp(name)), false);
  }

  private static String spelled(InetAddress address) {
    String digits = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + digits + "]" : digits;
  }
}
