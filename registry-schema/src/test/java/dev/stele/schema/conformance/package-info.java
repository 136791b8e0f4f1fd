/** What the reference registry was recorded to answer, and that ours says the same. */
@NullMarked
package dev.stele.schema.conformance;

import org.jspecify.annotations.NullMarked;
