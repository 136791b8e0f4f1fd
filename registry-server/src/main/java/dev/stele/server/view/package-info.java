/**
 * The log as every node sees it: applies records to the immutable state, says how far it has come,
 * and feeds itself from Kafka Streams. Sees {@code log}, {@code domain}.
 */
@NullMarked
package dev.stele.server.view;

import org.jspecify.annotations.NullMarked;
