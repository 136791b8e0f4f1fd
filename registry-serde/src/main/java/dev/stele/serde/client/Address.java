package dev.stele.serde.client;

import static dev.stele.serde.client.ClientConfig.SCHEMA_REGISTRY_URL;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/**
 * One place to ask.
 *
 * @param url without credentials and without a slash at the end
 * @param authorization the header's value, if it never changes
 */
record Address(String url, Optional<String> authorization) {
  /** Reads addresses as users write them; needs one at least. */
  static List<Address> all(List<String> urls, Authentication authentication) {
    if (urls.isEmpty()) {
      throw new ConfigException(SCHEMA_REGISTRY_URL, "", "an address is needed");
    }
    return urls.stream().map(url -> of(url, authentication)).toList();
  }

  /**
   * Reads an address as users write it, with or without user and password.
   *
   * @throws ConfigException that repeats no password
   */
  static Address of(String url, Authentication authentication) {
    URI uri;
    try {
      uri = URI.create(url.strip());
    } catch (IllegalArgumentException e) {
      // The parser's message would repeat the text, which may hold a password.
      throw new ConfigException(SCHEMA_REGISTRY_URL + " holds a text that is not a URL");
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (!(http || "https".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null) {
      throw new ConfigException(
          SCHEMA_REGISTRY_URL,
          withoutSecrets(uri.toString()),
          "an address begins with http:// or https:// and names a host, whose name has letters,"
              + " digits, dots and hyphens");
    }
    return new Address(
        withoutUser(uri), authentication.fixed(Optional.ofNullable(uri.getUserInfo())));
  }

  /** A text that is no address, where the parser finds no user: {@code me:secret@host}. */
  private static String withoutSecrets(String text) {
    return text.substring(text.lastIndexOf('@') + 1);
  }

  private static String withoutUser(URI uri) {
    String text = uri.toString();
    if (uri.getRawUserInfo() != null) {
      text = text.replace(uri.getRawUserInfo() + "@", "");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public String toString() {
    return url;
  }
}
