package dev.stele.serde.internal.messages;

import dev.stele.serde.SchemaRef;
import java.nio.ByteBuffer;

/**
 * A message taken apart.
 *
 * @param prologue what the schema's format puts behind the name of the schema, such as message
 *     indexes. If the name stands in front of the payload, this is the same buffer as the payload:
 *     reading the prologue moves it to the payload's beginning
 * @param payload backed by an array
 */
record Frame(SchemaRef schema, ByteBuffer prologue, ByteBuffer payload) {}
