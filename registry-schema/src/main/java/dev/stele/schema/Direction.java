package dev.stele.schema;

/** Which of two schemas of a subject, the new or the old one, reads data of the other. */
public enum Direction {
  /** The new schema reads what was written with the old one. */
  BACKWARD("new", "old"),
  /** The old schema reads what is written with the new one. */
  FORWARD("old", "new");

  private final String reader;
  private final String writer;

  Direction(String reader, String writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** What messages call the reading schema: {@code new} or {@code old}. */
  public String reader() {
    return reader;
  }

  /** What messages call the schema that the data was written with. */
  public String writer() {
    return writer;
  }
}
