package dev.stele.schema.logical;

/** What makes tables of schemas. */
public enum Engine {
  FLINK("Flink"),
  /** Iceberg, version 2 of its table format. */
  ICEBERG_V2("Iceberg");

  private final String title;

  Engine(String title) {
    this.title = title;
  }

  /** Its name, for people. */
  public String title() {
    return title;
  }
}
