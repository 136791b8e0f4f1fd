/**
 * Our serializers and deserializers as applications use them, on a real registry and a real Kafka:
 * what goes wrong around them, and what they must do all the same.
 */
@NullMarked
package dev.stele.it.serde;

import org.jspecify.annotations.NullMarked;
