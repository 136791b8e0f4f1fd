package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which messages and enums are logical types with a name. */
final class NamedTypes {
  private final Map<Scope, List<Scope>> uses = new HashMap<>();

  static boolean isMessage(Scope type) {
    return type.declared().type() instanceof MessageElement;
  }

  /** Whether a type is from a file that is referenced, not from one that everybody knows. */
  static boolean isReferenced(Scope type) {
    return type.declared().origin().version() != 0;
  }

  /** Whether a message spells out an entry of a map, if only by its name and its fields. */
  static boolean isEntry(Scope message) {
    MessageElement element = (MessageElement) message.declared().type();
    List<String> names = new ArrayList<>();
    element.getFields().forEach(field -> names.add(field.getName()));
    boolean hasValue = names.contains("value");
    element.getOneOfs().forEach(oneof -> names.add(oneof.getName()));
    return element.getName().endsWith("Entry")
        && names.size() == 2
        && names.contains("key")
        && hasValue;
  }

  /** Adds those inside of a message that people declared, or that contain themselves. */
  void collectNested(Scope outer, List<Scope> found) {
    List<Scope> enums = new ArrayList<>();
    for (Scope nested : outer.types().values()) {
      TypeElement element = nested.declared().type();
      if (!isMessage(nested)) {
        enums.add(nested);
      } else if (!nested.declared().isMapEntry()) {
        if (isMarked(element, nested, Meta.MESSAGE) || containsItself(nested)) {
          found.add(nested);
        }
        collectNested(nested, found);
      }
    }
    enums.removeIf(nested -> !isMarked(nested.declared().type(), nested, Meta.ENUM));
    found.addAll(enums);
  }

  private static boolean isMarked(TypeElement type, Scope scope, String option) {
    return Meta.of(type.getOptions(), scope, option).flag(Meta.NAMED);
  }

  private boolean containsItself(Scope message) {
    Set<Scope> seen = new HashSet<>();
    Deque<Scope> waiting = new ArrayDeque<>(uses(message));
    while (!waiting.isEmpty()) {
      Scope next = waiting.remove();
      if (next.equals(message)) {
        return true;
      }
      if (seen.add(next)) {
        waiting.addAll(uses(next));
      }
    }
    return false;
  }

  private List<Scope> uses(Scope message) {
    return uses.computeIfAbsent(message, NamedTypes::usesOf);
  }

  private static List<Scope> usesOf(Scope message) {
    MessageElement element = (MessageElement) message.declared().type();
    List<FieldElement> fields = new ArrayList<>(element.getFields());
    element.getOneOfs().stream().map(OneOfElement::getFields).forEach(fields::addAll);
    List<Scope> uses = new ArrayList<>();
    for (FieldElement field : fields) {
      String type = field.getType();
      String name =
          type.startsWith("map<")
              ? type.substring(type.indexOf(',') + 1, type.length() - 1).trim()
              : type;
      message.resolve(name).filter(NamedTypes::isMessage).ifPresent(uses::add);
    }
    return uses;
  }
}
