/**
 * The one command thread: decide, append, wait until applied, reply; and who may do so. Takes
 * clock, timers and executor from outside. Sees {@code view}, {@code log}, {@code domain}.
 */
@NullMarked
package dev.stele.server.engine;

import org.jspecify.annotations.NullMarked;
