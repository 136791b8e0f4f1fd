/** What Stele costs, against the limit or a peer. */
@NullMarked
package dev.stele.bench;

import org.jspecify.annotations.NullMarked;
