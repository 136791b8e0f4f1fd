/** Serializes and deserializes Protobuf. */
@NullMarked
package dev.stele.serde.protobuf;

import org.jspecify.annotations.NullMarked;
