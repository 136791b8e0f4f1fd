/** The log on a real broker. */
@NullMarked
package dev.stele.it.log;

import org.jspecify.annotations.NullMarked;
