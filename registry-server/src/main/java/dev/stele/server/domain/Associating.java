package dev.stele.server.domain;

import dev.stele.server.domain.AssociationDraft.Text;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Event.AssociationSet;
import dev.stele.server.domain.RegistryError.Kind;
import dev.stele.server.domain.ResourceAssociations.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides on the associations that one resource is to have, all together. The order of the checks
 * is the reference registry's. Used once.
 */
final class Associating {
  private final PutAssociations command;
  private final Resource resource;
  private final State state;
  private final Verdicts verdicts;
  private final Map<String, Association> known = new HashMap<>();
  private final List<PlannedAssociation> planned = new ArrayList<>();

  Associating(PutAssociations command, State state, Verdicts verdicts) {
    this.command = command;
    this.resource = command.resource();
    this.state = state;
    this.verdicts = verdicts;
    for (Association association : resource.associations(state)) {
      known.put(association.type(), association);
    }
    command.drafts().forEach(draft -> planned.add(planned(draft)));
  }

  private PlannedAssociation planned(AssociationDraft draft) {
    Subject own = resource.ownSubject(draft.type());
    Optional<Association> same = Optional.ofNullable(known.get(draft.type()));
    // Who creates says all there is to say; others leave what they do not name as it is.
    Optional<Association> kept = command.create() ? Optional.empty() : same;
    return new PlannedAssociation(
        draft,
        own,
        draft
            .subject()
            .map(given -> Aliases.target(state, given))
            .orElse(kept.map(Association::subject).orElse(own)),
        draft.lifecycle().orElse(kept.map(Association::lifecycle).orElse(draft.lifecycleIfNew())),
        same);
  }

  Decision<ResourceAssociations> decide() {
    AssociationRules rules = new AssociationRules(state, verdicts, command.create());
    return invalid()
        .or(() -> first(each -> Permissions.associable(state, each.subject())))
        .or(() -> first(rules::refusal))
        .or(this::mixed)
        .or(() -> first(this::taken))
        .or(() -> first(this::incompatible))
        .<Decision<ResourceAssociations>>map(Rejected::new)
        .orElseGet(this::written);
  }

  private interface Check {
    Optional<RegistryError> refusal(PlannedAssociation wanted);
  }

  private Optional<RegistryError> first(Check check) {
    return planned.stream().flatMap(each -> check.refusal(each).stream()).findFirst();
  }

  private Optional<RegistryError> invalid() {
    return resource
        .invalid(command.idNeeded())
        .or(() -> none(planned))
        .or(() -> first(each -> each.draft().invalid()))
        .or(() -> repeated(planned.stream().map(each -> each.draft().type()).toList()));
  }

  /** Refuses a request that says nothing. */
  static Optional<RegistryError> none(List<?> associations) {
    return associations.isEmpty()
        ? Optional.of(RegistryError.associationInvalid("associations", "cannot be null or empty"))
        : Optional.empty();
  }

  /** Refuses a request that says two things of one type of association. */
  static Optional<RegistryError> repeated(List<String> types) {
    Set<String> met = new HashSet<>();
    return types.stream()
        .filter(type -> !met.add(type))
        .findFirst()
        .map(
            type ->
                RegistryError.associationInvalid(
                    "associationType",
                    "may only appear once per request, but '" + type + "' appears more than once"));
  }

  private Optional<RegistryError> mixed() {
    Map<String, LifecyclePolicy> lifecycles = new HashMap<>();
    known.forEach((type, association) -> lifecycles.put(type, association.lifecycle()));
    planned.forEach(each -> lifecycles.put(each.draft().type(), each.lifecycle()));
    return Set.copyOf(lifecycles.values()).size() > 1
        ? Optional.of(
            RegistryError.associationInvalid(
                "lifecycle", "all associations for a resource must have the same lifecycle"))
        : Optional.empty();
  }

  private Optional<RegistryError> taken(PlannedAssociation wanted) {
    Subject subject = wanted.subject();
    if (!wanted.hasSchema() && state.latest(subject).isEmpty()) {
      return Optional.of(RegistryError.noLiveVersion(subject));
    }
    List<Association> others =
        state.associations().of(subject).stream().filter(wanted::isOther).toList();
    if (wanted.isStrong()) {
      return others.isEmpty()
          ? Optional.empty()
          : Optional.of(RegistryError.subjectAssociated(subject));
    }
    return others.stream().anyMatch(Association::isStrong)
        ? Optional.of(RegistryError.subjectOwned(subject))
        : Optional.empty();
  }

  private Optional<RegistryError> incompatible(PlannedAssociation wanted) {
    return wanted.draft().schema().flatMap(text -> incompatible(wanted.subject(), text));
  }

  private Optional<RegistryError> incompatible(Subject subject, Text text) {
    return new CheckCompatibility(subject, Optional.empty(), text.draft(), text.normalize())
        .answer(state, verdicts)
        .fold(
            conflicts ->
                conflicts.reply().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                        new RegistryError(Kind.SCHEMA_INCOMPATIBLE, conflicts.reply().toString())),
            Optional::of);
  }

  private Decision<ResourceAssociations> written() {
    Steps steps = new Steps(state, verdicts);
    Map<String, SchemaVersion> registered = new HashMap<>();
    Optional<RegistryError> refusal = first(each -> register(steps, each, registered));
    if (refusal.isPresent()) {
      return new Rejected<>(refusal.get());
    }
    List<Use> uses = new ArrayList<>();
    for (PlannedAssociation each : planned) {
      if (each.known().isEmpty()) {
        Association association = association(each);
        steps.add(new AssociationSet(association));
        uses.add(new Use(association, Optional.ofNullable(registered.get(association.type()))));
      }
    }
    return steps.accepted(new ResourceAssociations(resource, uses));
  }

  private static Optional<RegistryError> register(
      Steps steps, PlannedAssociation wanted, Map<String, SchemaVersion> registered) {
    if (!wanted.hasSchema()) {
      return Optional.empty();
    }
    Text text = wanted.draft().schema().get();
    return steps
        .take(new Register(wanted.subject(), text.draft(), text.normalize(), false))
        .fold(
            done -> {
              registered.put(wanted.draft().type(), done.reply());
              return Optional.empty();
            },
            Optional::of);
  }

  private Association association(PlannedAssociation wanted) {
    return new Association(
        new Association.Key(
            resource.name(),
            resource.namespace(),
            resource.type(),
            wanted.draft().type(),
            wanted.subject()),
        wanted.draft().guid().toString(),
        resource.id().isEmpty() ? null : resource.id(),
        wanted.lifecycle(),
        wanted.isStrong(),
        null,
        null);
  }
}
