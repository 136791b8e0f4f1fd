package dev.stele.server.engine;

/** A command that another node sent on, and that this one must not run, or not any more. */
public final class MisdirectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static MisdirectedException notHeld() {
    return new MisdirectedException("This node does not hold the claim that this was sent to");
  }

  public MisdirectedException(String message) {
    super(message, null, false, false);
  }
}
