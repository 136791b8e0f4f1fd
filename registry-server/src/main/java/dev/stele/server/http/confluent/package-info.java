/** The Confluent dialect: parse, one call, print. Owns its error numbers. */
@NullMarked
package dev.stele.server.http.confluent;

import org.jspecify.annotations.NullMarked;
