package dev.stele.server.engine;

import dev.stele.server.log.Log;
import dev.stele.server.log.MemoryBroker;
import dev.stele.server.view.MemoryFeed.Pace;
import dev.stele.server.view.View;

/** What stands around the parts of a node, to plant a bug or to see what happens. */
interface Planted {
  Planted NOTHING = new Planted() {};

  /** Once for each log. */
  default void broker(MemoryBroker broker) {}

  /** Stands in front of the view; the feed fills the one behind. */
  default View view(View view, MemoryBroker broker) {
    return view;
  }

  /** Stands in front of the log of a node, whose view is as planted. */
  default Log log(Log log, View view, MemoryBroker broker, Cluster.Site site) {
    return log;
  }

  /** What other nodes reach. */
  default Engine served(CommandEngine engine, Cluster.Site site) {
    return engine;
  }

  /** How the view reads. */
  default Pace pace(Pace pace) {
    return pace;
  }
}
