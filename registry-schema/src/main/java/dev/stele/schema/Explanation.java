package dev.stele.schema;

import java.util.List;

/**
 * What every level says of a candidate.
 *
 * @param latest the number of the newest version it was compared with; 0 if there was none
 * @param obstacles for each direction the newest version in conflict; at most two
 */
public record Explanation(int latest, List<Obstacle> obstacles) {
  /** Of a candidate that nothing was compared with. */
  public static final Explanation NONE = new Explanation(0, List.of());

  public Explanation {
    obstacles = List.copyOf(obstacles);
  }

  /**
   * A version that stands in the way.
   *
   * @param incompatibilities at least one
   */
  public record Obstacle(
      Direction direction, int version, List<Incompatibility> incompatibilities) {
    public Obstacle {
      incompatibilities = List.copyOf(incompatibilities);
    }
  }

  /**
   * Why a level refuses the candidate.
   *
   * @return what the newest version in conflict has against it; empty if the level accepts it
   */
  public List<Obstacle> against(CompatibilityLevel level) {
    List<Obstacle> counted =
        obstacles.stream()
            .filter(one -> level.isTransitive() || one.version() == latest)
            .filter(one -> isAsked(level, one.direction()))
            .toList();
    int newest = counted.stream().mapToInt(Obstacle::version).max().orElse(0);
    return counted.stream().filter(one -> one.version() == newest).toList();
  }

  private static boolean isAsked(CompatibilityLevel level, Direction direction) {
    return direction == Direction.BACKWARD ? level.isBackward() : level.isForward();
  }
}
