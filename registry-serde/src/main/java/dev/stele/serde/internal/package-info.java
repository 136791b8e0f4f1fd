/**
 * Bounded caches and the reading of settings; sees no other package of this module. Not for
 * applications: anything here may change in any release.
 */
@NullMarked
package dev.stele.serde.internal;

import org.jspecify.annotations.NullMarked;
