/**
 * What all packages of this module build on: caches and pools of bounded size, settings and the
 * classes they name, and where a message is, for errors. Sees none of them. Not for applications:
 * anything here may change in any release.
 */
@NullMarked
package dev.stele.serde.internal;

import org.jspecify.annotations.NullMarked;
