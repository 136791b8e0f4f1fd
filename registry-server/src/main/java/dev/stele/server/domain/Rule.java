package dev.stele.server.domain;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One rule of a {@link RuleSet}; clients execute it, the registry keeps it. */
public record Rule(
    @Nullable String name,
    @Nullable String doc,
    @Nullable RuleKind kind,
    @Nullable RuleMode mode,
    @Nullable String type,
    SortedSet<String> tags,
    SortedMap<String, String> params,
    @Nullable String expr,
    @Nullable String onSuccess,
    @Nullable String onFailure,
    boolean disabled) {
  public Rule {
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /** As the reference registry's messages show it. */
  @Override
  public String toString() {
    return "Rule{name="
        + name
        + ", doc="
        + doc
        + ", kind="
        + kind
        + ", mode="
        + mode
        + ", type='"
        + type
        + "', tags='"
        + tags
        + "', params='"
        + params
        + "', expr='"
        + expr
        + "', onSuccess='"
        + onSuccess
        + "', onFailure='"
        + onFailure
        + "', disabled='"
        + disabled
        + "'}";
  }
}
