package dev.stele.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One setting.
 *
 * @param fallback what holds if nobody sets it; empty for nothing
 * @param parse throws {@link IllegalArgumentException} for what is not a value
 * @param doc one sentence for the settings page
 */
public record Option<T>(String key, String fallback, Function<String, T> parse, String doc) {
  /**
   * The value that holds.
   *
   * @throws ConfigException if it is none
   */
  public T read(Map<String, String> settings) {
    String text = settings.getOrDefault(key, fallback).strip();
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(key, text, String.valueOf(e.getMessage()));
    }
  }

  static Option<String> text(String key, String fallback, String doc) {
    return new Option<>(key, fallback, Function.identity(), doc);
  }

  static Option<Boolean> flag(String key, boolean fallback, String doc) {
    return new Option<>(key, Boolean.toString(fallback), Option::flag, doc);
  }

  static Option<Integer> number(String key, int fallback, int min, int max, String doc) {
    return new Option<>(key, Integer.toString(fallback), text -> number(text, min, max), doc);
  }

  static Option<List<String>> list(String key, String fallback, String doc) {
    return new Option<>(key, fallback, Option::entries, doc);
  }

  /** What stands between commas; nothing does not count. */
  static List<String> entries(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  private static boolean flag(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(text);
    }
    throw new IllegalArgumentException("must be true or false");
  }

  private static int number(String text, int min, int max) {
    String range = "must be a whole number from " + min + " to " + max;
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(range, e);
    }
    throw new IllegalArgumentException(range);
  }
}
