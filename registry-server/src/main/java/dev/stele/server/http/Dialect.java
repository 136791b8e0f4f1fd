package dev.stele.server.http;

import java.util.List;

/** One API: its routes, and how it says that something failed. */
public interface Dialect {
  List<Route> routes();

  /** The answer to a request that failed. Total: what the dialect does not know is a 500. */
  Reply failure(Throwable error);
}
