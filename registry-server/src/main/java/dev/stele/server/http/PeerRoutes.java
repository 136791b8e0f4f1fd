package dev.stele.server.http;

import dev.stele.server.engine.Engine;
import dev.stele.server.engine.MisdirectedException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** What nodes ask each other. */
public final class PeerRoutes {
  private static final Reply MOVES = Reply.ok(Buffer.buffer("pong"));

  private final Engine engine;
  private final String nodeId;

  /**
   * @param nodeId of this process
   */
  public PeerRoutes(Engine engine, String nodeId) {
    this.engine = engine;
    this.nodeId = nodeId;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HttpMethod.GET, PeerHeaders.PING, MediaTypes.only("text/plain"), this::ping));
  }

  private Future<Reply> ping(Request request) {
    String meant = request.header(PeerHeaders.NODE);
    return meant == null || meant.equals(nodeId)
        ? request.await(engine.ping()).map(done -> MOVES)
        : Future.failedFuture(new MisdirectedException("This is node " + nodeId));
  }
}
