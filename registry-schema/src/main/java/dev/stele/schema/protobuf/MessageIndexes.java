package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How messages on the wire name their type: the place of the message among its siblings in the
 * text, from the outermost one inwards, enums not counted. If a text does nothing but import a file
 * publicly, that file's messages are meant. Immutable and thread-safe.
 */
public final class MessageIndexes {
  private final List<TypeElement> types;
  private final String prefix;

  MessageIndexes(ProtoFileElement file) {
    String packageName = file.getPackageName();
    this.types = file.getTypes();
    this.prefix = packageName == null ? "" : packageName + ".";
  }

  /**
   * The message at a place.
   *
   * @return its full name; empty if there is none
   */
  public Optional<String> message(List<Integer> indexes) {
    StringBuilder name = new StringBuilder(prefix);
    List<TypeElement> siblings = types;
    for (int depth = 0; depth < indexes.size(); depth++) {
      MessageElement message = at(siblings, indexes.get(depth));
      if (message == null) {
        return Optional.empty();
      }
      name.append(depth == 0 ? "" : ".").append(message.getName());
      siblings = message.getNestedTypes();
    }
    return indexes.isEmpty() ? Optional.empty() : Optional.of(name.toString());
  }

  private static @Nullable MessageElement at(List<TypeElement> siblings, int index) {
    int left = index;
    for (TypeElement type : siblings) {
      if (type instanceof MessageElement message && left-- == 0) {
        return message;
      }
    }
    return null;
  }

  /**
   * The place of a message.
   *
   * @param fullName with the package, without a leading dot
   * @param normalized whether the text has a normal form in the registry, where no entries of maps
   *     are messages
   * @return empty if there is no such message
   */
  public Optional<List<Integer>> of(String fullName, boolean normalized) {
    List<Integer> indexes = new ArrayList<>();
    boolean found =
        fullName.startsWith(prefix)
            && descend(types, fullName.substring(prefix.length()), normalized, indexes);
    return found ? Optional.of(indexes) : Optional.empty();
  }

  private static boolean descend(
      List<TypeElement> siblings, String name, boolean normalized, List<Integer> indexes) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    int index = 0;
    for (TypeElement type : siblings) {
      if (!(type instanceof MessageElement) || (normalized && FieldType.isMapEntry(type))) {
        continue;
      }
      if (type.getName().equals(first)) {
        indexes.add(index);
        return dot < 0
            || descend(type.getNestedTypes(), name.substring(dot + 1), normalized, indexes);
      }
      index++;
    }
    return false;
  }

  /**
   * The full name of what the text is of: its first message or, failing that, its first enum.
   *
   * @return empty if it declares neither
   */
  public Optional<String> first() {
    return types.stream()
        .filter(MessageElement.class::isInstance)
        .findFirst()
        .or(() -> types.stream().findFirst())
        .map(type -> prefix + type.getName());
  }
}
