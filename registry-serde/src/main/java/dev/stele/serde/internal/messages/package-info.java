/**
 * The way of a message through a serializer or deserializer, the same for all formats: which
 * schema, which rules, which bytes in front. Not for applications.
 */
@NullMarked
package dev.stele.serde.internal.messages;

import org.jspecify.annotations.NullMarked;
