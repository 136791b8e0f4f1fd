/**
 * The Confluent dialect: parse, one call, print. Owns its error numbers. Sees {@code http}, {@code
 * engine}, {@code domain}.
 */
@NullMarked
package dev.stele.server.http.confluent;

import org.jspecify.annotations.NullMarked;
