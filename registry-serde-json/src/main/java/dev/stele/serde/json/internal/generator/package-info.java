/**
 * Makes JSON schemas of Java classes, of the shape that the reference's generator gives them, so
 * that a class has the same schema in both. Not for applications.
 */
@NullMarked
package dev.stele.serde.json.internal.generator;

import org.jspecify.annotations.NullMarked;
