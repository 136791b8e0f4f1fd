/** Holds the pages against the code. */
@NullMarked
package dev.stele.docs;

import org.jspecify.annotations.NullMarked;
