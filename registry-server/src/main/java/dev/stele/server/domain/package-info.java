/**
 * What the registry knows and decides: one immutable {@link dev.stele.server.domain.State}, events
 * that change it, commands that are decided on it by pure functions. No clock, no log, no thread,
 * no I/O.
 *
 * <p>May use {@code dev.stele.schema}. Used by {@code log}, {@code view}, {@code engine}, {@code
 * http}.
 */
@NullMarked
package dev.stele.server.domain;

import org.jspecify.annotations.NullMarked;
