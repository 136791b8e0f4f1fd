/** Protobuf messages as JSON, as the Protobuf documentation defines it. */
@NullMarked
package dev.stele.serde.protobuf.internal.json;

import org.jspecify.annotations.NullMarked;
