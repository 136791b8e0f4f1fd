package dev.stele.server;

/** Where a node keeps its log, and what that is worth. */
enum LogPlace {
  KAFKA(Runtime.getRuntime().availableProcessors()),
  /** In this process, for tests, of which one may have many: it ends with the node. */
  MEMORY(1);

  private final int threads;

  LogPlace(int threads) {
    this.threads = threads;
  }

  /** How many threads serve requests, and how many parse schemas. */
  int threads() {
    return threads;
  }
}
