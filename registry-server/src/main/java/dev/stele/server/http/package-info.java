/** The HTTP server: router, limits, failure handling. Sees {@code engine}, {@code domain}. */
@NullMarked
package dev.stele.server.http;

import org.jspecify.annotations.NullMarked;
