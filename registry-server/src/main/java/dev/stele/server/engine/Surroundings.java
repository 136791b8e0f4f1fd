package dev.stele.server.engine;

import dev.stele.server.log.Claim;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What the engine runs on.
 *
 * @param self this process, as its barriers name it
 * @param peers the way to the others
 * @param loop the command thread
 * @param workers threads for parsing and comparing; may reject when overloaded
 * @param clock wall time: it goes on while the machine is suspended, as Kafka's does
 * @param random thread-safe, and never the same on two nodes: it names commands
 */
public record Surroundings(
    Claim.Node self,
    Peers peers,
    Loop loop,
    Executor workers,
    InstantSource clock,
    RandomGenerator random) {}
