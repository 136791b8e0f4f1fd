/**
 * What executes the rules of data contracts: implement {@link dev.stele.serde.rules.RuleExecutor}
 * or {@link dev.stele.serde.rules.RuleAction}.
 */
@NullMarked
package dev.stele.serde.rules;

import org.jspecify.annotations.NullMarked;
