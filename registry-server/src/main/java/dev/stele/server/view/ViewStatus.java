package dev.stele.server.view;

import java.util.Optional;

/**
 * How the view is doing, for readiness and metrics.
 *
 * @param ready whether the log was read to its end once; reads are answered from then on
 * @param lag committed records not applied yet, as far as known
 * @param sinceLastPollMs milliseconds since Kafka last answered; -1 if it never did
 * @param problem what an operator should know; empty if nothing
 */
public record ViewStatus(boolean ready, long lag, long sinceLastPollMs, Optional<String> problem) {}
