/**
 * A Kafka and a registry inside this JVM, for {@code stele dev} and for tests: {@link
 * dev.stele.testkit.KafkaBroker}, {@link dev.stele.testkit.KafkaCluster} and {@link
 * dev.stele.testkit.SteleExtension}.
 *
 * <p>May use the server and Kafka's broker classes, which are internal API: their version is pinned
 * by the build, and only this package touches them.
 */
@NullMarked
package dev.stele.testkit;

import org.jspecify.annotations.NullMarked;
