package dev.stele.server.engine;

import java.util.function.Function;

/** Where a command comes from. */
public sealed interface Origin {
  <T> T fold(Function<Client, T> client, Function<Peer, T> peer);

  /**
   * A client of this node.
   *
   * @param request names the request for people; goes into the log
   * @param call what is sent to the node that may write, if that is another one
   */
  record Client(String request, ClientCall call) implements Origin {
    @Override
    public <T> T fold(Function<Client, T> client, Function<Peer, T> peer) {
      return client.apply(this);
    }
  }

  /** A client of another node, which takes this one for the writer. */
  record Peer(Forward forward) implements Origin {
    @Override
    public <T> T fold(Function<Client, T> client, Function<Peer, T> peer) {
      return peer.apply(this);
    }
  }
}
