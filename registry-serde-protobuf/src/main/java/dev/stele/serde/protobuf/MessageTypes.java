package dev.stele.serde.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import dev.stele.serde.internal.Place;
import org.jspecify.annotations.Nullable;

/**
 * Makes readers of the messages that one schema declares. Immutable and thread-safe.
 *
 * @param writer the file the messages were written with
 * @param target the file to read into, which may be the same
 */
record MessageTypes(Place place, FileDescriptor writer, FileDescriptor target, ReaderTypes types) {

  /**
   * What reads one message.
   *
   * @param name full, of a message that the writer's text declares
   * @param isFirst whether the message is the first of its file
   */
  MessagePayloadReader reader(String name, boolean isFirst) {
    Descriptor from = required(writer, name);
    Descriptor to = into(name, isFirst);
    Message empty = types.empty(place, to);
    return new MessagePayloadReader(
        empty.getParserForType(),
        Extensions.of(to.getFile()),
        new MessageTrees(from, to, Extensions.of(from.getFile())));
  }

  private Descriptor required(FileDescriptor file, String name) {
    Descriptor found = find(file, name);
    if (found == null) {
      throw place.failed("the schema declares " + name + " in a file that cannot be found");
    }
    return found;
  }

  /** The first message may have been given another name since; of others none can stand in. */
  private Descriptor into(String name, boolean isFirst) {
    Descriptor found = find(target, name);
    if (found != null) {
      return found;
    }
    if (isFirst && !target.getMessageTypes().isEmpty()) {
      return target.getMessageTypes().get(0);
    }
    throw place.failed("the version to read into declares no message " + name);
  }

  private static @Nullable Descriptor find(FileDescriptor file, String name) {
    Descriptor found = declared(file, name);
    for (FileDescriptor imported : file.getPublicDependencies()) {
      found = found == null ? find(imported, name) : found;
    }
    return found;
  }

  private static @Nullable Descriptor declared(FileDescriptor file, String name) {
    String prefix = file.getPackage().isEmpty() ? "" : file.getPackage() + ".";
    if (!name.startsWith(prefix)) {
      return null;
    }
    String[] steps = name.substring(prefix.length()).split("\\.", -1);
    Descriptor found = file.findMessageTypeByName(steps[0]);
    for (int step = 1; step < steps.length && found != null; step++) {
      found = found.findNestedTypeByName(steps[step]);
    }
    return found;
  }
}
