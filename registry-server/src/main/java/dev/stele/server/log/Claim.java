package dev.stele.server.log;

/**
 * The right to write, as its barrier in the log states it.
 *
 * @param offset the barrier's offset in {@code _schemas}; it names the claim, and the highest one
 *     is the only one that holds
 * @param node who claimed
 * @param released whether this barrier gives the role up instead
 */
public record Claim(long offset, Node node, boolean released) {
  /**
   * A registry process.
   *
   * @param id a random UUID per process start
   * @param url where its peers reach it
   * @param transactionalId the id it writes with; all nodes of a cluster must use the same
   */
  public record Node(String id, String url, String transactionalId) {}
}
