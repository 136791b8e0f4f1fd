/** Health, readiness and metrics. Sees {@code engine}, {@code view}, {@code log}; seen by root. */
@NullMarked
package dev.stele.server.ops;

import org.jspecify.annotations.NullMarked;
