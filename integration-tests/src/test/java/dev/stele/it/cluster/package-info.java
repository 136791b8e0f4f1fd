/**
 * Nodes and brokers as processes that are killed, paused and cut off while clients write, and what
 * must hold all the same.
 */
@NullMarked
package dev.stele.it.cluster;

import org.jspecify.annotations.NullMarked;
