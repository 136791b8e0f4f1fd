package dev.stele.server.engine;

import java.util.UUID;

/**
 * What a node says beside a client's request when it sends it on. It grants nothing: it only names
 * the command, and under which claim alone it may be run.
 *
 * @param command the name the first node watches for in the log
 * @param request the first node's name for the client's request, for people
 * @param node the id of the process that is meant
 * @param claim the claim that the first node takes to be that process's
 */
public record Forward(UUID command, String request, String node, long claim) {}
