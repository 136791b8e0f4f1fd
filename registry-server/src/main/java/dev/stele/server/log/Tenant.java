package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;

/** The reference's name for a customer of its cloud product; elsewhere there is one only. */
final class Tenant {
  static final String DEFAULT = "default";

  private Tenant() {}

  static void check(JsonNode key) {
    String tenant = Json.optionalText(key, "tenant");
    if (tenant != null && !tenant.equals(DEFAULT)) {
      throw new CorruptRecordException("tenant '" + Texts.shortened(tenant) + "' is unknown");
    }
  }
}
