package dev.stele.serde.internal.rules;

import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.client.Rule;
import dev.stele.serde.client.RuleSet;
import dev.stele.serde.internal.Place;
import dev.stele.serde.rules.RulePhase;
import java.util.List;

/**
 * Where rules run, once for each schema. Immutable and thread-safe.
 *
 * @param mode the direction
 * @param source what messages are of before; the same as the target but in migrations
 */
record RuleScope(
    Place place,
    RulePhase phase,
    Rule.Mode mode,
    RegisteredSchema source,
    RegisteredSchema target) {

  /** The schema whose rules these are: of two versions the newer one. */
  RegisteredSchema schema() {
    return mode == Rule.Mode.DOWNGRADE ? source : target;
  }

  /** In the order they are written. */
  List<Rule> rules(RuleSet set) {
    return switch (phase) {
      case MIGRATION -> set.migrationRules();
      case DOMAIN -> set.domainRules();
      case ENCODING -> set.encodingRules();
    };
  }

  /** What is undone is undone from the last to the first. */
  boolean backwards() {
    return mode == Rule.Mode.READ || mode == Rule.Mode.DOWNGRADE;
  }
}
