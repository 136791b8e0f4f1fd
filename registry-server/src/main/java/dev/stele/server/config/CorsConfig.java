package dev.stele.server.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which pages of other origins may use the API from a browser.
 *
 * @param origins none for no page
 */
public record CorsConfig(List<String> origins, List<String> methods, List<String> headers) {
  static final Option<List<String>> ORIGINS =
      new Option<>(
          "access.control.allow.origin",
          "",
          CorsConfig::origins,
          "Origins whose pages may use the API from a browser, `https://ui.example.com,…`; `*` stands"
              + " for any characters. Empty for none.");
  static final Option<List<String>> METHODS =
      new Option<>(
          "access.control.allow.methods",
          "GET,POST,HEAD",
          CorsConfig::names,
          "The methods that they may use.");
  static final Option<List<String>> HEADERS =
      new Option<>(
          "access.control.allow.headers",
          "X-Requested-With,Content-Type,Accept,Origin",
          CorsConfig::names,
          "The headers that they may send.");

  private static final Pattern ORIGIN = Pattern.compile("\\*|[a-z*][a-z0-9*+.-]*://[^/\\s]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  static CorsConfig from(Map<String, String> settings) {
    return new CorsConfig(ORIGINS.read(settings), METHODS.read(settings), HEADERS.read(settings));
  }

  private static List<String> origins(String text) {
    return checked(text, ORIGIN, "is not of the form scheme://host:port");
  }

  private static List<String> names(String text) {
    return checked(text, NAME, "is not a name");
  }

  private static List<String> checked(String text, Pattern form, String problem) {
    List<String> entries = Option.entries(text);
    for (String entry : entries) {
      if (!form.matcher(entry).matches()) {
        throw new IllegalArgumentException("'" + entry + "' " + problem);
      }
    }
    return entries;
  }
}
