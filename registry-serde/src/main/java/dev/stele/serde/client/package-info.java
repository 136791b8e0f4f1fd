/**
 * The registry's HTTP API as a thread-safe, caching client over {@code java.net.http}. Knows no
 * serializer and no format library.
 */
@NullMarked
package dev.stele.serde.client;

import org.jspecify.annotations.NullMarked;
