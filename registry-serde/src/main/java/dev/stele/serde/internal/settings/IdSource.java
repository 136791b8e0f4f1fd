package dev.stele.serde.internal.settings;

/** Where a deserializer finds which schema a message was written with. */
public enum IdSource {
  /** In the record's header if it has one, otherwise in front of the payload. */
  DUAL,
  /** In front of the payload, whatever the headers say. */
  PREFIX,
  /**
   * In the settings {@code use.schema.id} or {@code use.schema.guid}; the message is all payload.
   */
  CONFIG
}
