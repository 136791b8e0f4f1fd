/**
 * Health, readiness and metrics, and the routes they are asked at. Sees {@code http}, {@code
 * engine}, {@code view}; seen by root.
 */
@NullMarked
package dev.stele.server.ops;

import org.jspecify.annotations.NullMarked;
