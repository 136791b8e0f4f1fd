/** Holds data against JSON schemas. Not for applications. */
@NullMarked
package dev.stele.serde.json.internal.validation;

import org.jspecify.annotations.NullMarked;
