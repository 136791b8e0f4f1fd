package dev.stele.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class SteleExtensionTest {
  @RegisterExtension static final SteleExtension stele = new SteleExtension();

  @Test
  void registryUrl_inATest_answers() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stele.registryUrl() + "/subjects"))
            .timeout(Duration.ofSeconds(30))
            .build();

    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("[]");
  }

  @Test
  void bootstrapServers_inATest_isAKafka() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stele.bootstrapServers()))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }

  @Test
  void resolveParameter_ofItsType_isTheExtension(SteleExtension injected) {
    assertThat(injected).isSameAs(stele);
  }

  @Nested
  class WhenNested {
    @Test
    void registryUrl_inANestedClass_isTheSame(SteleExtension injected) {
      assertThat(injected.registryUrl()).isEqualTo(stele.registryUrl());
    }
  }
}
