package dev.stele.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Looks at request paths before the router does, which would mend them: it takes {@code //} for
 * {@code /}, follows dot segments and reads what is not UTF-8 as something else.
 */
final class Path {
  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

  private Path() {}

  /**
   * The path without the parameters of its segments, which are no part of a name.
   *
   * @throws HttpException 400 if the path is not one that a client means: an empty segment, a
   *     control character or a backslash, a character that is not ASCII, or encoding that does not
   *     yield UTF-8; 404 for a dot segment
   */
  static String plain(String path) {
    String plain = path.indexOf(';') < 0 ? path : PARAMETERS.matcher(path).replaceAll("");
    int end;
    for (int start = 1; start < plain.length(); start = end + 1) {
      end = plain.indexOf('/', start);
      end = end < 0 ? plain.length() : end;
      check(plain.substring(start, end));
    }
    return plain;
  }

  private static void check(String segment) {
    if (segment.isEmpty() || has(segment, c -> c > '~')) {
      throw HttpException.badRequest();
    }
    String name = segment.indexOf('%') < 0 ? segment : decode(segment);
    if (has(name, c -> c < ' ' || c == 0x7f || c == '\\')) {
      throw HttpException.badRequest();
    }
    if (name.equals(".") || name.equals("..")) {
      throw HttpException.notFound();
    }
  }

  private static boolean has(String text, IntPredicate kind) {
    for (int i = 0; i < text.length(); i++) {
      if (kind.test(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String decode(String segment) {
    try {
      // One character for each byte: the JDK's decoder of percent signs is not strict about UTF-8.
      String bytes = URLDecoder.decode(segment.replace("+", "%2B"), ISO_8859_1);
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1))).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw HttpException.badRequest();
    }
  }
}
