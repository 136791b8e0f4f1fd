/** Health, metrics and the API's document over real sockets. */
@NullMarked
package dev.stele.server.ops;

import org.jspecify.annotations.NullMarked;
