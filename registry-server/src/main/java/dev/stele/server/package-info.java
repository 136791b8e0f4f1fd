/** The wiring: builds the server from its settings by constructor, top to bottom. Sees all. */
@NullMarked
package dev.stele.server;

import org.jspecify.annotations.NullMarked;
