package dev.stele.server.history;

import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells people in what two states differ. */
final class Differences {
  private Differences() {}

  /** One sentence for each; "something inside" if it is nothing that clients can see. */
  static List<String> between(State expected, State found) {
    List<String> all = new ArrayList<>();
    Set<Subject> subjects = new TreeSet<>(expected.subjects());
    subjects.addAll(found.subjects());
    Set<Subject> scopes = new TreeSet<>(subjects);
    scopes.add(Subject.GLOBAL);
    scopes.add(Subject.GLOBAL_CONTEXT);
    subjects.forEach(subject -> scopes.add(subject.contextScope()));
    add(all, "contexts", expected.contexts(), found.contexts());
    for (Subject subject : subjects) {
      add(all, "subject '" + subject + "'", expected.versions(subject), found.versions(subject));
    }
    for (Subject scope : scopes) {
      add(
          all,
          "config of '" + scope + "'",
          expected.settings().config(scope),
          found.settings().config(scope));
      add(
          all,
          "mode of '" + scope + "'",
          expected.settings().mode(scope),
          found.settings().mode(scope));
      if (scope.isContext()) {
        add(
            all,
            "highest id of '" + scope.context() + "'",
            expected.highestId(scope.context()),
            found.highestId(scope.context()));
      }
    }
    return all.isEmpty() ? List.of("something inside") : all;
  }

  private static void add(List<String> all, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      all.add(what + " is " + found + " instead of " + expected);
    }
  }
}
