package dev.stele.server.http;

/** Not committed. */
public final class ReplayMain {
  private ReplayMain() {}

  public static void main(String[] args) throws Exception {
    TestServer server = new TestServer(Integer.parseInt(args[0]), java.util.List.of());
    System.out.println("listening " + server.port());
    Thread.currentThread().join();
  }
}
