package dev.stele.serde.client;

import dev.stele.serde.internal.Flights;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the hosts that Java's HTTP client does not call by their names, those with a {@code _}. A
 * host is found anew for each request, since it may move.
 */
final class HostNames {
  /** Where a host is, as the system says; may block. */
  interface Resolver {
    InetAddress find(String host) throws UnknownHostException;
  }

  private final Resolver resolver;

  HostNames(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * The same with the host's address for its name; fails with a {@link RegistryException} if it is
   * not found in time.
   *
   * @param url without user and password
   * @param what is asked, for failures
   */
  CompletableFuture<URI> addressed(URI url, String what, Duration limit) {
    String authority = url.getRawAuthority();
    int colon = authority.indexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    return CompletableFuture.supplyAsync(() -> find(host), Threads.EXECUTOR)
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(address -> replaced(url.toString(), host, address))
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(notFound(what, failure)));
  }

  private static URI replaced(String url, String host, String address) {
    int begin = url.indexOf(host);
    return URI.create(url.substring(0, begin) + address + url.substring(begin + host.length()));
  }

  private String find(String host) {
    try {
      InetAddress address = resolver.find(host);
      String text = address.getHostAddress();
      return address instanceof Inet6Address ? "[" + text + "]" : text;
    } catch (UnknownHostException e) {
      throw new CompletionException(e);
    }
  }

  private static Throwable notFound(String what, Throwable failure) {
    Throwable cause = Flights.unwrapped(failure);
    if (cause instanceof UnknownHostException) {
      return RegistryException.unanswered(what, "the host's name is not known", cause);
    }
    return cause instanceof TimeoutException
        ? RegistryException.unanswered(what, "timed out, the host is not found yet", cause)
        : cause;
  }
}
