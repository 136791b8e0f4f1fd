package dev.stele.serde.client;

import static dev.stele.serde.client.ClientConfig.REQUEST_HEADER_PREFIX;

import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** What is sent with every request, as the settings say. */
final class RequestHeaders {
  private RequestHeaders() {}

  /**
   * The headers by name.
   *
   * @param withToken what is sent beside a bearer token
   * @throws ConfigException that names a setting and repeats no value
   */
  static Map<String, String> of(Map<String, Object> configs, Map<String, String> withToken) {
    Map<String, String> headers = new LinkedHashMap<>(withToken);
    HttpRequest.Builder probe = HttpRequest.newBuilder();
    configs.forEach(
        (key, value) -> {
          if (key.startsWith(REQUEST_HEADER_PREFIX) && value != null) {
            String name = key.substring(REQUEST_HEADER_PREFIX.length());
            try {
              probe.header(name, value.toString());
            } catch (IllegalArgumentException e) {
              // The message of a wrong value would repeat it, and it may be a secret.
              throw new ConfigException(key + " cannot be sent as a header");
            }
            headers.put(name, value.toString());
          }
        });
    return Map.copyOf(headers);
  }
}
