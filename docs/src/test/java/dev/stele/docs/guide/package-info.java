/** The code that guides show. */
@NullMarked
package dev.stele.docs.guide;

import org.jspecify.annotations.NullMarked;
