package dev.stele.serde.protobuf.internal.json;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Paths of field masks: names in camel case in JSON, with underscores in messages. */
final class FieldMasks {
  private FieldMasks() {}

  static String text(List<String> paths) {
    return paths.stream().map(FieldMasks::camelCase).collect(Collectors.joining(","));
  }

  static List<String> paths(String text) {
    return Arrays.stream(text.split(",", -1))
        .filter(path -> !path.isEmpty())
        .map(FieldMasks::withUnderscores)
        .toList();
  }

  private static String camelCase(String path) {
    StringBuilder text = new StringBuilder();
    boolean raise = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '_') {
        raise = true;
      } else {
        text.append(raise ? Character.toUpperCase(c) : c);
        raise = false;
      }
    }
    return text.toString();
  }

  private static String withUnderscores(String path) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        text.append('_').append(Character.toLowerCase(c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
