package dev.stele.server.engine;

/**
 * Another registry process.
 *
 * @param id as its barriers name it
 * @param url where it says that its peers reach it; anything, if it is wrong
 */
public record PeerNode(String id, String url) {}
