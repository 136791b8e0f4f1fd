package dev.stele.server.log;

/**
 * What to do about writers that do not heed claims.
 *
 * @param groupId the consumer group in which the reference registry's nodes elect their leader
 * @param refuse whether to refuse to write while that group has members, instead of warning
 */
public record ForeignWriterPolicy(String groupId, boolean refuse) {}
