/**
 * The HTTP server: listeners, routing, limits, negotiation, failures. Knows no dialect. Sees {@code
 * engine}, {@code view}, {@code domain}.
 */
@NullMarked
package dev.stele.server.http;

import org.jspecify.annotations.NullMarked;
