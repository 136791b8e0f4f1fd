package dev.stele.serde.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stele.serde.client.ClientConfig.Address;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request until an address answers it. A round asks each address once, beginning with the
 * one that answered last; between rounds it waits a random time that grows.
 */
final class Transport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int MAX_ANSWER_BYTES = 64 * 1024 * 1024;
  private static final int SHOWN_CHARS = 200;

  private final ClientConfig config;
  private final HttpClient http;
  private volatile int preferred;

  Transport(ClientConfig config) {
    this.config = config;
    // HTTP/1.1: the upgrade that HTTP/2 begins with confuses some proxies.
    this.http =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(config.connectTimeout())
            .build();
  }

  JsonNode get(String path) {
    return send(new Call("GET", path, null));
  }

  JsonNode post(String path, JsonNode body) {
    return send(new Call("POST", path, body.toString()));
  }

  private JsonNode send(Call call) {
    List<Address> addresses = config.addresses();
    RegistryException failure = null;
    for (int round = 0; round <= config.maxRetries(); round++) {
      if (round > 0) {
        pause(call, round);
      }
      int first = preferred;
      for (int i = 0; i < addresses.size(); i++) {
        int chosen = (first + i) % addresses.size();
        try {
          JsonNode answer = ask(addresses.get(chosen), call);
          preferred = chosen;
          return answer;
        } catch (RegistryException e) {
          if (!e.isRetriable()) {
            throw e;
          }
          failure = e;
        }
      }
    }
    // The loop ran at least once, and each turn without a result left a failure.
    throw Objects.requireNonNull(failure);
  }

  private void pause(Call call, int retry) {
    long longest = config.maxWaitMs(retry);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest + 1));
    } catch (InterruptedException e) {
      throw interrupted(config.addresses().get(preferred).url() + call.path, e);
    }
  }

  private JsonNode ask(Address address, Call call) {
    String url = address.url() + call.path;
    HttpResponse<byte[]> response = exchange(request(address, call, url), call.method + " " + url);
    byte[] body = response.body();
    int status = response.statusCode();
    if (status == 204) {
      return MissingNode.getInstance();
    }
    JsonNode answer = parse(body);
    if ((status == 200 || status == 207) && answer != null) {
      return answer;
    }
    throw failed(call.method + " " + url, status, answer, body);
  }

  private HttpRequest request(Address address, Call call, String url) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(config.readTimeout())
            .setHeader("Content-Type", MEDIA_TYPE)
            .setHeader("Accept", MEDIA_TYPE + ", application/json");
    config.headers().forEach(request::setHeader);
    address.authorization().ifPresent(value -> request.setHeader("Authorization", value));
    String body = call.body;
    return request
        .method(call.method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<byte[]> exchange(HttpRequest request, String what) {
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request, info -> new BoundedBody(MAX_ANSWER_BYTES));
    // The client's own timeout ends when the headers are there; a body may stall for ever.
    long timeoutMs = config.connectTimeout().plus(config.readTimeout()).toMillis();
    try {
      return response.get(timeoutMs, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unanswered(what, "no answer within " + timeoutMs + " ms", e);
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof IOException) {
        throw unanswered(what, describe(cause), cause);
      }
      throw new IllegalStateException(what + ": " + describe(cause), cause);
    } finally {
      response.cancel(true);
    }
  }

  private static @Nullable JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      // Not JSON: the caller quotes the text it got instead.
      return null;
    }
  }

  private static RegistryException failed(
      String what, int status, @Nullable JsonNode answer, byte[] body) {
    if (answer != null && answer.path("error_code").isInt()) {
      int code = answer.path("error_code").asInt();
      String message = answer.path("message").asText("");
      return new RegistryException(
          status, code, what, what + ": " + message + "; error code: " + code, null);
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    String shown = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text;
    return new RegistryException(
        status,
        RegistryException.UNREADABLE_ANSWER,
        what,
        what + ": HTTP " + status + ", not a registry's answer: '" + shown + "'",
        null);
  }

  private static RegistryException unanswered(String what, String why, Throwable cause) {
    return new RegistryException(0, 0, what, what + ": " + why, cause);
  }

  private static RegistryException interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new RegistryException(0, 0, what, what + ": interrupted", cause);
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private record Call(String method, String path, @Nullable String body) {}
}
