/**
 * Schemas as values: parsing, canonical text, equality and compatibility of the formats. Pure: no
 * Kafka, no HTTP, no I/O, no threads. Each format lives in a package of its own, and they do not
 * see each other.
 *
 * <p>Used by the server and by the serdes.
 */
@NullMarked
package dev.stele.schema;

import org.jspecify.annotations.NullMarked;
