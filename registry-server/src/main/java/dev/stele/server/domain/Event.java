package dev.stele.server.domain;

/** A fact in the log. */
public sealed interface Event {
  /** The state after this fact. Total: every event can be applied to every state. */
  State applyTo(State state, Stamp stamp);

  /** A version is as said from now on, live or softly deleted. */
  record SchemaWritten(Subject subject, int version, int id, SchemaContent content, boolean deleted)
      implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withVersion(new SchemaVersion(subject, version, id, content, deleted, stamp));
    }
  }

  /** A version is gone for good. */
  record SchemaErased(Subject subject, int version) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withoutVersion(new VersionKey(subject, version));
    }
  }

  /** All versions of a subject up to this one are softly deleted. */
  record SubjectDeleted(Subject subject, int version) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withSoftDeletedUpTo(subject, version);
    }
  }

  /** What was softly deleted under a subject or a context was erased, to import into it. */
  record SubjectCleared(Subject subject) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state; // the erasures are facts of their own
    }
  }

  /** The subject, the context or ({@link Subject#GLOBAL}) the registry has this config. */
  record ConfigSet(Subject scope, Config config) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withSettings(state.settings().withConfig(scope, config));
    }
  }

  /** The scope has no config of its own any more. */
  record ConfigRemoved(Subject scope) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withSettings(state.settings().withoutConfig(scope));
    }
  }

  /** The subject, the context or ({@link Subject#GLOBAL}) the registry has this mode. */
  record ModeSet(Subject scope, Mode mode) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withSettings(state.settings().withMode(scope, mode));
    }
  }

  /** The scope has no mode of its own any more. */
  record ModeRemoved(Subject scope) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withSettings(state.settings().withoutMode(scope));
    }
  }

  /** A context other than the default one exists. */
  record ContextAdded(String context) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withContext(context);
    }
  }

  /** A context is gone. */
  record ContextRemoved(String context) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withoutContext(context);
    }
  }

  /** An association is as said from now on. */
  record AssociationSet(Association association) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withAssociations(state.associations().with(association.at(stamp)));
    }
  }

  /** An association is gone. */
  record AssociationRemoved(Association.Key key) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withAssociations(state.associations().without(key));
    }
  }

  /**
   * The highest id ever given out in a context; written when a hard delete removes its record. The
   * only event that lives in {@code _stele} instead of {@code _schemas}.
   */
  record CounterSet(String context, int highestId) implements Event {
    @Override
    public State applyTo(State state, Stamp stamp) {
      return state.withHighestId(context, highestId);
    }
  }
}
