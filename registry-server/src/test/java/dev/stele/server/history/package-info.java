/**
 * The checker: given what clients were told and what the log holds, says whether the registry kept
 * its promises ({@code ARCHITECTURE.md}, "What a client may rely on").
 *
 * <p>Clients keep an {@link dev.stele.server.history.Operation} of every request: a request id of
 * its own, which the log keeps with what it wrote, an {@link dev.stele.server.history.Action}, and
 * the {@link dev.stele.server.history.Answer}. A recorder keeps every record of both topics from
 * the start as {@link dev.stele.server.history.Recorded}. When all is at rest: {@link
 * dev.stele.server.history.Checker#check}. On small histories {@link
 * dev.stele.server.history.Linearizability} says the same without the log.
 */
@NullMarked
package dev.stele.server.history;

import org.jspecify.annotations.NullMarked;
