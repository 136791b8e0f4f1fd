/** Runs data contract rules around encoding and decoding. Not for applications. */
@NullMarked
package dev.stele.serde.internal.rules;

import org.jspecify.annotations.NullMarked;
