package dev.stele.schema.logical;

/** Where values of a type are: a field, an element, the whole. Says whether they may be null. */
public record Slot(LogicalType type, boolean nullable) {
  public static Slot required(LogicalType type) {
    return new Slot(type, false);
  }

  public static Slot optional(LogicalType type) {
    return new Slot(type, true);
  }

  public Slot nullable(boolean whether) {
    return new Slot(type, whether);
  }
}
