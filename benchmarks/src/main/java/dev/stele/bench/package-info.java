/**
 * What Stele costs: JMH benchmarks of the serdes against bare Avro, and a load on the HTTP server.
 * The figures and the commands are in {@code benchmarks/README.md}.
 */
@NullMarked
package dev.stele.bench;

import org.jspecify.annotations.NullMarked;
