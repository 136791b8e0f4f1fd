/**
 * The registry's log. Sees {@code domain}; used by {@code view} and {@code engine}.
 *
 * <p>A writer sees a {@link dev.stele.server.log.Log}: it claims the right to write, appends
 * commands' events under that claim, and asks for the end. {@link dev.stele.server.log.KafkaLog} is
 * the one on Kafka, on topics that {@link dev.stele.server.log.Topics} has prepared; it owns the
 * producer. {@link dev.stele.server.log.MemoryLog} is its twin on a {@link
 * dev.stele.server.log.MemoryBroker}. A reader turns what it was given into {@link
 * dev.stele.server.log.LogRecord}s with a {@link dev.stele.server.log.RecordReader}.
 *
 * <p>The bytes are specified in {@code docs/log-format.md}: one {@code RecordCodec} for each kind
 * of record.
 */
@NullMarked
package dev.stele.server.log;

import org.jspecify.annotations.NullMarked;
