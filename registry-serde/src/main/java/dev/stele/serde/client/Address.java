package dev.stele.serde.client;

import static dev.stele.serde.client.ClientConfig.SCHEMA_REGISTRY_URL;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * One place to ask.
 *
 * @param url without credentials and without a slash at the end
 * @param authorization the header's value, if it never changes
 */
record Address(String url, Optional<String> authorization) {
  // For java.net.URI a host with a _ is none, and then there is no user either.
  private static final Pattern UNDERSCORED =
      Pattern.compile(
          "(https?://(?:[^/?#]*@)?)([\\w.-]*_[\\w.-]*)((?::\\d*)?(?:[/?#].*)?)",
          Pattern.CASE_INSENSITIVE);

  /**
   * Reads addresses as users write them; needs one at least.
   *
   * @param checksHost whether certificates must be for the host of an address
   */
  static List<Address> all(List<String> urls, Authentication authentication, boolean checksHost) {
    if (urls.isEmpty()) {
      throw new ConfigException(SCHEMA_REGISTRY_URL, "", "an address is needed");
    }
    return urls.stream().map(url -> of(url.strip(), authentication, checksHost)).toList();
  }

  /**
   * Reads an address with or without user and password.
   *
   * @throws ConfigException that repeats no password
   */
  private static Address of(String url, Authentication authentication, boolean checksHost) {
    Matcher underscored = UNDERSCORED.matcher(url);
    boolean isUnderscored = underscored.matches();
    URI uri;
    try {
      uri = URI.create(isUnderscored ? underscored.replaceFirst("$1host$3") : url);
    } catch (IllegalArgumentException e) {
      // The parser's message would repeat the text, which may hold a password.
      throw new ConfigException(SCHEMA_REGISTRY_URL + " holds a text that is not a URL");
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (!(http || "https".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null) {
      throw refused(
          url,
          "an address begins with http:// or https:// and names a host, whose name has letters,"
              + " digits, dots, hyphens and underscores");
    }
    if (isUnderscored && !http && checksHost) {
      throw refused(
          url,
          "Java checks no certificate against a name with an underscore: give the host another"
              + " name, or set schema.registry.ssl.endpoint.identification.algorithm to none");
    }
    return new Address(
        withoutUser(url, uri), authentication.fixed(Optional.ofNullable(uri.getUserInfo())));
  }

  private static ConfigException refused(String url, String why) {
    return new ConfigException(SCHEMA_REGISTRY_URL, withoutSecrets(url), why);
  }

  /** A text that is no address, where the parser finds no user: {@code me:secret@host}. */
  private static String withoutSecrets(String text) {
    return text.substring(text.lastIndexOf('@') + 1);
  }

  private static String withoutUser(String url, URI uri) {
    String text = uri.getRawUserInfo() == null ? url : url.replace(uri.getRawUserInfo() + "@", "");
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public String toString() {
    return url;
  }
}
