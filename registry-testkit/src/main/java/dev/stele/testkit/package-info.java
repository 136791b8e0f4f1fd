/** A Kafka and a registry inside this JVM, for {@code stele dev} and for tests. */
@NullMarked
package dev.stele.testkit;

import org.jspecify.annotations.NullMarked;
