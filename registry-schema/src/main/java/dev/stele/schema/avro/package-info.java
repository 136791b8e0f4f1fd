/**
 * Avro, after Avro Java's parser and the reference registry's verdicts. Sees the root package, Avro
 * and Jackson. Texts come from outside: whatever they contain, only {@link
 * dev.stele.schema.InvalidSchemaException} leaves, soon, with a stack of half the usual size.
 */
@NullMarked
package dev.stele.schema.avro;

import org.jspecify.annotations.NullMarked;
