package dev.stele.server.log;

import dev.stele.server.log.Claim.Node;
import dev.stele.server.log.LogRecord.Part;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What Stele says about a record beside its key and value. All headers are UTF-8 text; other
 * registries and their readers ignore them.
 */
final class LogHeaders {
  /** The version of the format this code writes, and the highest one it reads. */
  static final int FORMAT_VERSION = 1;

  /** On every record. */
  static final String VERSION = "stele.v";

  /** A command's id, on all of its records. */
  static final String COMMAND = "stele.cmd";

  /** The client's name for the request that a command came with; not there if it gave none. */
  static final String REQUEST = "stele.req";

  /** {@code i/n}: the i-th of a command's n records in {@code _schemas}, from 1. */
  static final String PART = "stele.part";

  /** Who wrote a barrier. */
  static final String NODE = "stele.node";

  /** Where its peers reach it. */
  static final String URL = "stele.url";

  /** The transactional id it writes with. */
  static final String TRANSACTIONAL_ID = "stele.txn";

  /** {@code true} or {@code false}: whether a barrier gives the role up. */
  static final String RELEASED = "stele.released";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern FRACTION = Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,8})");

  private LogHeaders() {}

  /** Of a record of a command that is not counted among its parts. */
  static Headers ofCommand(CommandId command) {
    Headers headers = version().add(COMMAND, bytes(command.toString()));
    return command.request().isEmpty() ? headers : headers.add(REQUEST, bytes(command.request()));
  }

  static Headers ofPart(Part part) {
    return ofCommand(part.command()).add(PART, bytes(part.index() + "/" + part.count()));
  }

  static Headers ofBarrier(Node node, boolean released) {
    return version()
        .add(NODE, bytes(node.id()))
        .add(URL, bytes(node.url()))
        .add(TRANSACTIONAL_ID, bytes(node.transactionalId()))
        .add(RELEASED, bytes(Boolean.toString(released)));
  }

  private static Headers version() {
    return new RecordHeaders().add(VERSION, bytes(Integer.toString(FORMAT_VERSION)));
  }

  /** The format version of a record that Stele wrote; 0 if something else did. */
  static int version(Headers headers) {
    String text = text(headers, VERSION);
    if (text == null) {
      return 0;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw damaged(VERSION, text);
    }
    return Integer.parseInt(text);
  }

  static Optional<Part> part(Headers headers) {
    String command = text(headers, COMMAND);
    String fraction = text(headers, PART);
    if (command == null || fraction == null) {
      return Optional.empty();
    }
    Matcher numbers = FRACTION.matcher(fraction);
    if (!numbers.matches()) {
      throw damaged(PART, fraction);
    }
    int index = Integer.parseInt(numbers.group(1));
    int count = Integer.parseInt(numbers.group(2));
    if (index > count) {
      throw damaged(PART, fraction);
    }
    String request = text(headers, REQUEST);
    return Optional.of(new Part(commandId(command, request == null ? "" : request), index, count));
  }

  private static CommandId commandId(String text, String request) {
    try {
      return new CommandId(UUID.fromString(text), request);
    } catch (IllegalArgumentException e) {
      throw damaged(COMMAND, text);
    }
  }

  static Node node(Headers headers) {
    return new Node(
        required(headers, NODE), required(headers, URL), required(headers, TRANSACTIONAL_ID));
  }

  static boolean released(Headers headers) {
    String text = required(headers, RELEASED);
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw damaged(RELEASED, text);
    };
  }

  private static String required(Headers headers, String name) {
    String text = text(headers, name);
    if (text == null) {
      throw new CorruptRecordException("header " + name + " is missing");
    }
    return text;
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    byte[] value = header == null ? null : header.value();
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static CorruptRecordException damaged(String name, String text) {
    return new CorruptRecordException("header " + name + " is '" + Texts.shortened(text) + "'");
  }
}
