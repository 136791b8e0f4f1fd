package dev.stele.serde.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Tokens of a user-assigned managed identity, from the metadata service of the Azure machine.
 *
 * @param endpoint with the query that names the identity
 * @param claims names of claims that a token must have
 */
record ManagedIdentity(URI endpoint, List<String> claims) implements TokenSource {
  @Override
  public CompletableFuture<BearerToken> fetch(Connections connections, Duration limit) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("Accept", "application/json")
            .header("Metadata", "true")
            .GET();
    return connections
        .send(request, "GET " + endpoint, limit)
        .thenApply(response -> TokenAnswer.read("GET " + endpoint, response, claims));
  }
}
