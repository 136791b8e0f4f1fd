/** Tests of the domain, by deciding commands on states. */
@NullMarked
package dev.stele.server.domain;

import org.jspecify.annotations.NullMarked;
