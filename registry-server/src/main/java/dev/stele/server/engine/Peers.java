package dev.stele.server.engine;

import java.util.concurrent.CompletionStage;

/**
 * The way to the other nodes. Thread-safe; stages complete on any thread, and fail with {@link
 * PeerException}. Cancelling the future of a stage gives its request up.
 */
public interface Peers {
  /**
   * Asks the node that holds a claim what a client asked this one.
   *
   * @return the answer as that node gave it, whatever it says; takes as long as that node takes
   */
  CompletionStage<PeerReply> forward(PeerNode holder, Forward forward, ClientCall call);

  /**
   * Asks a node whether its engine moves, on another connection than {@link #forward} uses.
   *
   * @return completes when it does; never, if the node keeps silent
   */
  CompletionStage<Void> ping(PeerNode node);
}
