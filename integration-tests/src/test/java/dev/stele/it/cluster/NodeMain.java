package dev.stele.it.cluster;

import dev.stele.cli.Main;
import java.io.IOException;

/** The process {@code stele}, which ends when its standard input does: with who started it. */
final class NodeMain {
  private static final int ORPHANED = 3;

  private NodeMain() {}

  public static void main(String[] args) {
    Thread watch = new Thread(NodeMain::awaitOrphaned, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    Main.main(args);
  }

  private static void awaitOrphaned() {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything; only the end matters.
      }
    } catch (IOException e) {
      System.err.println("Standard input failed: " + e);
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
