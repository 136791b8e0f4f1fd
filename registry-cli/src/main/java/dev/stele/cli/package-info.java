/** {@code bin/stele}. Sees the server, the serdes and the testkit; nothing sees it. */
@NullMarked
package dev.stele.cli;

import org.jspecify.annotations.NullMarked;
