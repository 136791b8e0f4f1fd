package dev.stele.it.load;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names that clients have in common, and what they say of a subject. */
final class Names {
  /** Where ids and versions are given by clients. */
  static final String IMPORTED = ":.imported:";

  private static final List<String> CONTEXTS = List.of("", ":.a:", ":.b:");
  private static final int SUBJECTS = 4;

  private Names() {}

  /** What is written to at random, whatever the format. */
  static List<String> shared() {
    return CONTEXTS.stream()
        .flatMap(context -> IntStream.range(0, SUBJECTS).mapToObj(i -> context + "s" + i))
        .toList();
  }

  /** What schemas of a format reference, one in each context. */
  static List<String> bases(Format format) {
    return Stream.concat(CONTEXTS.stream(), Stream.of(IMPORTED))
        .map(context -> context + base(format))
        .toList();
  }

  /** What schemas of a format reference, as they name it in their own context. */
  static String base(Format format) {
    return "base-" + format;
  }

  /** Where schemas with numbers of their own go. */
  static List<String> imported() {
    return IntStream.range(0, SUBJECTS).mapToObj(i -> IMPORTED + "s" + i).toList();
  }

  /** Where one client alone writes. */
  static String own(int client) {
    return "own-" + client;
  }

  static boolean isImported(String subject) {
    return subject.startsWith(IMPORTED);
  }

  /** As a hint beside an id spells it. */
  static String context(String subject) {
    return subject.startsWith(":.") ? subject.substring(0, subject.indexOf(':', 1) + 1) : "";
  }

  /** As a segment of a path, or the value of a parameter. */
  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /** From a segment of a path. */
  static String decoded(String segment) {
    return URLDecoder.decode(segment, StandardCharsets.UTF_8);
  }
}
