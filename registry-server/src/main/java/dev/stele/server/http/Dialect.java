package dev.stele.server.http;

import java.util.List;

/** One API: its routes, and how it says that something failed. */
public interface Dialect {
  List<Route> routes();

  /**
   * What a request is meant for, where its path is another spelling of a route's.
   *
   * @param target path and query, as they came
   * @return the same if it is meant so
   * @throws HttpException if it cannot be read
   */
  String meant(String target);

  /** The answer to a request that failed. Total: what the dialect does not know is a 500. */
  Reply failure(Throwable error);
}
