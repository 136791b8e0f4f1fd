/** The server as a whole, and the rules between its packages. */
@NullMarked
package dev.stele.server;

import org.jspecify.annotations.NullMarked;
