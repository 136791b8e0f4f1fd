@NullMarked
package dev.stele.schema.logical;

import org.jspecify.annotations.NullMarked;
