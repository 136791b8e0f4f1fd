/**
 * Many clients that register, read, delete and register again what others do at the same time, and
 * what must hold all the same. It knows the registry by its answers and by its log alone.
 */
@NullMarked
package dev.stele.it.load;

import org.jspecify.annotations.NullMarked;
