package dev.stele.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes request paths apart. Each segment is percent-decoded once, after splitting: {@code %2F} is
 * part of a name.
 */
final class Path {
  private Path() {}

  /**
   * The decoded segments; one slash at the end is ignored.
   *
   * @throws HttpException 400 if the path is not one that a client means: an empty or a dot
   *     segment, a control character or a backslash, or encoding that does not yield UTF-8
   */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String raw : split(path)) {
      String name = withoutParameters(raw);
      String segment = name.indexOf('%') < 0 ? name : decode(name);
      if (isSuspicious(segment)) {
        throw HttpException.badRequest();
      }
      segments.add(segment);
    }
    return segments;
  }

  /** The segments as they are. */
  static List<String> split(String path) {
    List<String> segments = new ArrayList<>();
    int start = 1;
    while (start < path.length()) {
      int end = path.indexOf('/', start);
      if (end < 0) {
        end = path.length();
      }
      segments.add(path.substring(start, end));
      start = end + 1;
    }
    return segments;
  }

  // What follows a semicolon is a parameter of the segment, and not part of a name.
  private static String withoutParameters(String raw) {
    int end = raw.indexOf(';');
    return end < 0 ? raw : raw.substring(0, end);
  }

  private static String decode(String raw) {
    byte[] bytes = new byte[raw.length() * 3];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes[length++] = (byte) (hex(raw, i + 1) << 4 | hex(raw, i + 2));
        i += 2;
      } else {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          bytes[length++] = b;
        }
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw HttpException.badRequest();
    }
  }

  private static int hex(String text, int at) {
    int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0) {
      throw HttpException.badRequest();
    }
    return digit;
  }

  private static boolean isSuspicious(String segment) {
    return segment.isEmpty() || segment.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\');
  }
}
