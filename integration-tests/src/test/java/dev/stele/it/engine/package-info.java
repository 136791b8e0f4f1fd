/** The engine on a real broker. */
@NullMarked
package dev.stele.it.engine;

import org.jspecify.annotations.NullMarked;
