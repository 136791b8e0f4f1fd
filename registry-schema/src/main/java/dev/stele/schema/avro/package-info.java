/** Avro, after Avro Java's parser and the reference registry's verdicts. */
@NullMarked
package dev.stele.schema.avro;

import org.jspecify.annotations.NullMarked;
