/**
 * Types as SQL engines know them, between the formats: a model, its text (a DDL), and what Flink
 * and Iceberg make of a schema and of a change. Sees the root package only; each format's package
 * turns its own schemas into these and back. Names, mapping and DDL are those of the reference
 * registry.
 */
@NullMarked
package dev.stele.schema.logical;

import org.jspecify.annotations.NullMarked;
