/** The Confluent dialect over real sockets. */
@NullMarked
package dev.stele.server.http.confluent;

import org.jspecify.annotations.NullMarked;
