package dev.stele.serde.internal.messages;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How a message names its schema.
 *
 * @param prologue what the schema's format puts behind the name of the schema, such as message
 *     indexes; null if name and prologue stand in front of the payload, whose buffer is then at the
 *     prologue
 */
record Frame(SchemaRef schema, @Nullable ByteBuffer prologue) {}
