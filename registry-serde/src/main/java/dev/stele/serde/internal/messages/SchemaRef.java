package dev.stele.serde.internal.messages;

import java.util.UUID;

/** How a message names the schema it was written with. */
public sealed interface SchemaRef {
  /**
   * By its number in the registry.
   *
   * @param id 0 or more
   */
  record Id(int id) implements SchemaRef {
    @Override
    public String toString() {
      return "id " + id;
    }
  }

  /** By what is the same in every registry. */
  record Guid(UUID guid) implements SchemaRef {
    @Override
    public String toString() {
      return "guid " + guid;
    }
  }
}
