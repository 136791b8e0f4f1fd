/**
 * Clients that others wrote, for Node.js, Python, Go and the shell, played by the scripts in {@code
 * src/test/clients}. Where a client is not installed, its tests are skipped.
 */
@NullMarked
package dev.stele.it.client;

import org.jspecify.annotations.NullMarked;
