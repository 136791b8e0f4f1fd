package dev.stele.server.engine;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Another node's answer to a client's request, to be passed back as it is.
 *
 * @param status of HTTP
 * @param body read-only
 * @param offset the next offset of {@code _schemas} behind what it says; empty if it says nothing
 *     of the log
 */
public record PeerReply(
    int status, Optional<String> contentType, ByteBuffer body, OptionalLong offset) {
  public PeerReply {
    body = body.asReadOnlyBuffer();
  }
}
