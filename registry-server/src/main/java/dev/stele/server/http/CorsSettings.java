package dev.stele.server.http;

import java.util.List;

/**
 * Which pages of other origins may use the API from a browser.
 *
 * @param origins {@code scheme://host[:port]}, with {@code *} for any run of characters; none for
 *     no page
 * @param methods they may use
 * @param headers they may send beside those that any page may
 */
public record CorsSettings(List<String> origins, List<String> methods, List<String> headers) {
  public static final CorsSettings NONE = new CorsSettings(List.of(), List.of(), List.of());

  public CorsSettings {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
  }
}
