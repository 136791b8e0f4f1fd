/**
 * The checker: given what clients were told and what the log holds, says whether the registry kept
 * its promises ({@code ARCHITECTURE.md}, "What a client may rely on"). Start at {@link
 * dev.stele.server.history.Checker}.
 */
@NullMarked
package dev.stele.server.history;

import org.jspecify.annotations.NullMarked;
