/** What an operator, an application and an attacker see of a running registry. */
@NullMarked
package dev.stele.it;

import org.jspecify.annotations.NullMarked;
