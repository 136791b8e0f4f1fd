/**
 * The registry's log: record codecs, the writer with its claim, topic checks. Owns the producer.
 * Sees {@code domain}.
 */
@NullMarked
package dev.stele.server.log;

import org.jspecify.annotations.NullMarked;
