/** Serializes and deserializes JSON with JSON Schema. */
@NullMarked
package dev.stele.serde.json;

import org.jspecify.annotations.NullMarked;
