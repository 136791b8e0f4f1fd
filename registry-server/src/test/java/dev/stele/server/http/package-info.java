/** The HTTP layer over real sockets, with a registry in memory behind it. */
@NullMarked
package dev.stele.server.http;

import org.jspecify.annotations.NullMarked;
