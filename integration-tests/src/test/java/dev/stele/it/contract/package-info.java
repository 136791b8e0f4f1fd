/**
 * The registry's answers, compared with those recorded from the reference implementation. The
 * recordings are in {@code src/test/resources/conformance}.
 */
@NullMarked
package dev.stele.it.contract;

import org.jspecify.annotations.NullMarked;
