package dev.stele.serde.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Tokens by the client-credentials grant of OAuth 2.0: RFC 6749, 4.4.
 *
 * @param authorization the header with the client's id and secret
 * @param scope empty for the endpoint's default
 * @param claims names of claims that a token must have
 */
record ClientCredentials(URI endpoint, String authorization, String scope, List<String> claims)
    implements TokenSource {
  @Override
  public CompletableFuture<BearerToken> fetch(Connections connections, Duration limit) {
    String form =
        "grant_type=client_credentials" + (scope.isEmpty() ? "" : "&scope=" + Paths.encode(scope));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .header("Authorization", authorization)
            .POST(BodyPublishers.ofString(form));
    return connections
        .send(request, "POST " + endpoint, limit)
        .thenApply(response -> TokenAnswer.read("POST " + endpoint, response, claims));
  }

  /** Tells nothing of the secret. */
  @Override
  public String toString() {
    return "ClientCredentials[endpoint=" + endpoint + "]";
  }
}
